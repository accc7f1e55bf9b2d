// SPDX-License-Identifier: GPL-3.0-or-later
/** A client that registers itself: from the metadata to a call of the API, with nothing but the address. */
import * as oauth from 'oauth4webapi';
import { authorize } from '../../../../host/tests/clients/node/driver.mjs';
import { check, done, issuer, metadata, settings, test, users } from './call.mjs';

const loose = { [oauth.allowInsecureRequests]: true };
const redirectUri = 'http://localhost:4618/callback';
const register = (body) => fetch(metadata.registration_endpoint, {
    method: 'POST', headers: { 'content-type': 'application/json' }, body: typeof body === 'string' ? body : JSON.stringify(body),
});

for (const method of ['none', 'client_secret_basic', 'client_secret_post']) {
    await test(`a client registers itself with ${method}, and reads with the user's access`, async () => {
        const client = await oauth.processDynamicClientRegistrationResponse(await oauth.dynamicClientRegistrationRequest(metadata, {
            client_name: 'Test', redirect_uris: [redirectUri], token_endpoint_auth_method: method,
            grant_types: ['authorization_code', 'refresh_token'], response_types: ['code'],
        }, loose));
        check.equal(client.token_endpoint_auth_method, method);
        const auth = { none: oauth.None, client_secret_basic: oauth.ClientSecretBasic, client_secret_post: oauth.ClientSecretPost }[method];
        const proof = method === 'none' ? auth() : auth(client.client_secret);
        const verifier = oauth.generateRandomCodeVerifier();
        const url = new URL(metadata.authorization_endpoint);
        for (const [name, value] of Object.entries({
            client_id: client.client_id, redirect_uri: redirectUri, response_type: 'code', scope: 'matomo:read', state: 'state',
            code_challenge: await oauth.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256', resource: issuer,
        })) {
            url.searchParams.set(name, value);
        }
        const callback = oauth.validateAuthResponse(metadata, client, await authorize(url.href, users.viewer), 'state');
        const made = await oauth.processAuthorizationCodeResponse(
            metadata, client, await oauth.authorizationCodeGrantRequest(metadata, client, proof, callback, redirectUri, verifier, loose),
        );
        check.equal(made.scope, 'matomo:read');
        const call = (token) => oauth.protectedResourceRequest(token, 'GET', new URL(settings.whoami), undefined, undefined, loose);
        check.equal((await call(made.access_token)).status, 200);
        const refreshed = await oauth.processRefreshTokenResponse(
            metadata, client, await oauth.refreshTokenGrantRequest(metadata, client, proof, made.refresh_token, loose),
        );
        check.equal((await call(refreshed.access_token)).status, 200);
        const own = await oauth.clientCredentialsGrantRequest(metadata, client, proof, { scope: 'matomo:read' }, loose);
        check.ok(own.status === 400 || own.status === 401, 'it acts for users only');
    });
}

await test('bad registrations are refused with the code of the RFC, and make nothing', async () => {
    const good = { client_name: 'Test', redirect_uris: [redirectUri] };
    for (const [body, error] of [
        ['', 'invalid_client_metadata'],
        ['[]', 'invalid_client_metadata'],
        ['{"redirect_uris": ["https://a.example/"], "redirect_uris": ["https://b.example/"]}', 'invalid_client_metadata'],
        [{ client_name: 'Test' }, 'invalid_redirect_uri'],
        [{ ...good, redirect_uris: ['http://app.example/callback'] }, 'invalid_redirect_uri'],
        [{ ...good, redirect_uris: ['javascript:alert(1)'] }, 'invalid_redirect_uri'],
        [{ ...good, grant_types: ['client_credentials'] }, 'invalid_client_metadata'],
        [{ ...good, token_endpoint_auth_method: 'private_key_jwt', jwks_uri: 'https://a.example/keys' }, 'invalid_client_metadata'],
        [{ ...good, token_endpoint_auth_method: 'private_key_jwt', jwks: { keys: [{ kty: 'oct', k: 'AAAA' }] } }, 'invalid_client_metadata'],
    ]) {
        const answer = await register(body);
        const what = typeof body === 'string' ? body : JSON.stringify(body);
        check.equal(answer.status, 400, what);
        check.equal((await answer.json()).error, error, what);
    }
    check.equal((await fetch(metadata.registration_endpoint)).status, 405);
});

done();
