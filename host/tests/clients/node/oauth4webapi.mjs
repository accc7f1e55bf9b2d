// SPDX-License-Identifier: GPL-3.0-or-later
/** oauth4webapi 3, step by step: the strictest client, and a resource server's validator (RFC 9068, 9728). */
import * as oauth from 'oauth4webapi';
import { authorize } from './driver.mjs';
import { check, done, test } from './check.mjs';
import { api, apiWrite, clients, issuer, resource, users } from './settings.mjs';

const loose = { [oauth.allowInsecureRequests]: true };
const { confidential, public: spa } = clients;
const client = { client_id: confidential.id };
const publicClient = { client_id: spa.id };
const basic = oauth.ClientSecretBasic(confidential.secret);
const post = oauth.ClientSecretPost(confidential.secret);

const as = await oauth.processDiscoveryResponse(new URL(issuer), await oauth.discoveryRequest(new URL(issuer), { ...loose, algorithm: 'oauth2' }));

async function callback(who, redirectUri, extra = {}, wish = {}, user = users.viewer) {
    const verifier = oauth.generateRandomCodeVerifier();
    const state = oauth.generateRandomState();
    const url = new URL(as.authorization_endpoint);
    for (const [name, value] of Object.entries({
        client_id: who.client_id,
        redirect_uri: redirectUri,
        response_type: 'code',
        scope: 'matomo:read',
        code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        state,
        ...extra,
    })) {
        url.searchParams.set(name, value);
    }
    return { url: await authorize(url.href, user, wish), verifier, state, redirectUri };
}

async function exchange(who, auth, { url, verifier, state, redirectUri }, options = {}) {
    const parameters = oauth.validateAuthResponse(as, who, url, state);
    const response = await oauth.authorizationCodeGrantRequest(as, who, auth, parameters, redirectUri, verifier, { ...loose, ...options });
    return { response, set: await oauth.processAuthorizationCodeResponse(as, who, response) };
}

const asRequest = (token) => new Request(api, { headers: { authorization: `Bearer ${token}` } });
const validate = (token, audience) => oauth.validateJwtAccessToken(as, asRequest(token), audience, loose);

async function error(promise) {
    try {
        await promise;
    } catch (caught) {
        return caught;
    }
    throw new Error('no error occurred');
}

await test('the server metadata is valid and announces iss, S256, none and the enabled features', () => {
    check.equal(as.issuer, issuer);
    check.equal(as.authorization_response_iss_parameter_supported, true);
    check.deepEqual(as.code_challenge_methods_supported, ['S256']);
    check.deepEqual(as.response_types_supported, ['code']);
    check.ok(as.token_endpoint_auth_methods_supported.includes('none'));
    for (const grant of ['authorization_code', 'client_credentials', 'refresh_token']) {
        check.ok(as.grant_types_supported.includes(grant));
    }
});

await test('the client refuses discovery with another issuer (an additional slash)', async () => {
    const answer = await oauth.discoveryRequest(new URL(issuer), { ...loose, algorithm: 'oauth2' });
    check.ok((await error(oauth.processDiscoveryResponse(new URL('http://127.0.0.1:1/'), answer))).code);
});

await test('code, token, refresh: each answer passes the client\'s checks, and iss is checked', async () => {
    const { response, set } = await exchange(client, basic, await callback(client, confidential.redirectUri));
    check.equal(response.headers.get('cache-control'), 'no-store');
    check.match(response.headers.get('content-type'), /^application\/json/);
    const refreshed = await oauth.refreshTokenGrantRequest(as, client, basic, set.refresh_token, loose);
    check.equal(refreshed.headers.get('cache-control'), 'no-store');
    const next = await oauth.processRefreshTokenResponse(as, client, refreshed);
    check.notEqual(next.refresh_token, set.refresh_token);
});

await test('the access token is an RFC 9068 token for the default resource', async () => {
    const { set } = await exchange(client, post, await callback(client, confidential.redirectUri));
    const claims = await validate(set.access_token, resource);
    check.equal(claims.iss, issuer);
    check.equal(claims.sub, users.viewer.login);
    check.equal(claims.client_id, confidential.id);
    check.equal(claims.scope, 'matomo:read');
    check.ok(claims.jti && claims.iat <= claims.exp);
});

await test('the validator refuses the access token for another audience', async () => {
    const { set } = await exchange(client, post, await callback(client, confidential.redirectUri));
    check.ok((await error(validate(set.access_token, 'https://elsewhere.example/'))).code);
});

await test('sub of a client credentials token is the client id', async () => {
    const answer = await oauth.clientCredentialsGrantRequest(as, client, basic, { scope: 'matomo:read' }, loose);
    const set = await oauth.processClientCredentialsResponse(as, client, answer);
    const claims = await validate(set.access_token, resource);
    check.equal(claims.sub, confidential.id);
});

await test('protected resource metadata (RFC 9728) is found at the well-known URL and names the issuer', async () => {
    const found = await oauth.processResourceDiscoveryResponse(new URL(resource), await oauth.resourceDiscoveryRequest(new URL(resource), loose));
    check.equal(found.resource, resource);
    check.deepEqual(found.authorization_servers, [issuer]);
    check.deepEqual(found.scopes_supported, ['matomo:read']);
    check.deepEqual(found.bearer_methods_supported, ['header']);
});

await test('a resource with a query has its own metadata at the path form, an unknown resource has none', async () => {
    const mcp = new URL(`${issuer}/index.php?module=API&method=McpServer.mcp&format=mcp`);
    const found = await oauth.processResourceDiscoveryResponse(mcp, await oauth.resourceDiscoveryRequest(mcp, loose));
    check.equal(found.resource, mcp.href);
    check.deepEqual(found.authorization_servers, [issuer]);
    check.ok([403, 404].includes((await fetch(`${issuer}/.well-known/oauth-protected-resource/elsewhere`)).status));
});

await test('a call without a token gets a challenge with resource_metadata and scope, without an error', async () => {
    const refused = await fetch(api);
    check.equal(refused.status, 401);
    const challenge = refused.headers.get('www-authenticate');
    check.match(challenge, /^Bearer /);
    check.doesNotMatch(challenge, /error=/);
    check.match(challenge, /scope="matomo:read"/);
    const [, metadata] = challenge.match(/resource_metadata="([^"]+)"/);
    check.equal((await (await fetch(metadata)).json()).resource, resource);
});

await test('a call that needs more than the scope is 403 insufficient_scope', async () => {
    const { set } = await exchange(client, basic, await callback(client, confidential.redirectUri, {}, {}, users.writer));
    const refused = await fetch(apiWrite, { method: 'POST', headers: { authorization: `Bearer ${set.access_token}` } });
    check.equal(refused.status, 403);
    check.match(refused.headers.get('www-authenticate'), /^Bearer .*error="insufficient_scope"/);
    check.match(refused.headers.get('www-authenticate'), /scope="matomo:write"/);
});

await test('a public client completes the flow without a secret', async () => {
    const uri = new URL(spa.redirectUri);
    uri.port = '4602';
    const { set } = await exchange(publicClient, oauth.None(), await callback(publicClient, uri.href));
    check.equal((await validate(set.access_token, resource)).client_id, spa.id);
    const next = await oauth.processRefreshTokenResponse(as, publicClient, await oauth.refreshTokenGrantRequest(as, publicClient, oauth.None(), set.refresh_token, loose));
    check.equal((await oauth.protectedResourceRequest(next.access_token, 'GET', new URL(api), undefined, undefined, loose)).status, 200);
    await oauth.processRevocationResponse(await oauth.revocationRequest(as, publicClient, oauth.None(), next.refresh_token, loose));
    check.equal((await fetch(api, { headers: { authorization: `Bearer ${next.access_token}` } })).status, 401);
});

await test('introspection passes the client\'s checks', async () => {
    const { set } = await exchange(client, basic, await callback(client, confidential.redirectUri));
    const answer = await oauth.introspectionRequest(as, client, basic, set.access_token, loose);
    check.equal(answer.headers.get('cache-control'), 'no-store');
    const state = await oauth.processIntrospectionResponse(as, client, answer);
    check.equal(state.active, true);
    check.equal(state.token_type?.toLowerCase() ?? 'bearer', 'bearer');
});

await test('revocation of garbage and of a token already revoked is 200', async () => {
    const { set } = await exchange(client, basic, await callback(client, confidential.redirectUri));
    for (const token of ['garbage', set.access_token, set.access_token, set.refresh_token, set.refresh_token]) {
        const answer = await oauth.revocationRequest(as, client, basic, token, loose);
        check.equal(answer.status, 200);
        await oauth.processRevocationResponse(answer);
    }
});

await test('the client parses the token errors invalid_grant, invalid_client, unsupported_grant_type', async () => {
    const response = await oauth.refreshTokenGrantRequest(as, client, basic, 'garbage', loose);
    const grant = await error(oauth.processRefreshTokenResponse(as, client, response));
    check.equal(grant.error, 'invalid_grant');
    check.equal(grant.status, 400);
    const wrong = await oauth.clientCredentialsGrantRequest(as, client, oauth.ClientSecretPost('0'.repeat(64)), {}, loose);
    check.equal(wrong.status, 401);
    check.equal((await wrong.json()).error, 'invalid_client');
    const unknown = await oauth.genericTokenEndpointRequest(as, client, basic, 'urn:ietf:params:oauth:grant-type:device_code', {}, loose);
    check.equal((await error(oauth.processGenericTokenEndpointResponse(as, client, unknown))).error, 'unsupported_grant_type');
});

await test('a token for a resource with its own audience is valid only there', async () => {
    const asked = await callback(client, confidential.redirectUri, { resource });
    const { set } = await exchange(client, basic, asked, { additionalParameters: { resource } });
    const claims = await validate(set.access_token, resource);
    check.deepEqual([claims.aud].flat(), [resource]);
});

await test('CORS allows browser clients at token, revocation, JWKS and metadata, never at authorize and introspection', async () => {
    const preflight = (url, method = 'POST') => fetch(url, {
        method: 'OPTIONS',
        headers: { origin: 'https://spa.example', 'access-control-request-method': method, 'access-control-request-headers': 'authorization, content-type, mcp-protocol-version' },
    });
    const open = [as.token_endpoint, as.revocation_endpoint, as.jwks_uri, `${issuer}/.well-known/oauth-authorization-server`];
    for (const url of open) {
        const answer = await preflight(url);
        check.ok(answer.status === 200 || answer.status === 204, `${url}: ${answer.status}`);
        check.equal(answer.headers.get('access-control-allow-origin'), '*', url);
        check.match(answer.headers.get('access-control-allow-headers').toLowerCase(), /mcp-protocol-version/);
        check.equal(answer.headers.get('access-control-allow-credentials'), null);
    }
    const token = await fetch(as.token_endpoint, { method: 'POST', headers: { origin: 'https://spa.example' }, body: new URLSearchParams({ grant_type: 'x' }) });
    check.equal(token.headers.get('access-control-allow-origin'), '*');
    for (const url of [as.authorization_endpoint, as.introspection_endpoint]) {
        check.equal((await preflight(url)).headers.get('access-control-allow-origin'), null, url);
    }
});

done();
