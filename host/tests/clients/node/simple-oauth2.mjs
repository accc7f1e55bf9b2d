// SPDX-License-Identifier: GPL-3.0-or-later
/** simple-oauth2 5: code with PKCE, refresh, client credentials, and revokeAll(), which throws at an answer without a type. */
import { createHash, randomBytes } from 'node:crypto';
import { AuthorizationCode, ClientCredentials } from 'simple-oauth2';
import { authorize } from './driver.mjs';
import { check, done, test } from './check.mjs';
import { evaluated } from './document.mjs';
import settings, { api, clients, users } from './settings.mjs';

const metadata = await (await fetch(settings.metadata)).json();
const { confidential } = clients;

/** Paths with their query, below the host, as the library wants them. */
const path = (endpoint) => {
    const { pathname, search } = new URL(endpoint);
    return pathname + search;
};
const config = (method, more = {}) => ({
    client: { id: confidential.id, secret: confidential.secret },
    auth: {
        tokenHost: new URL(metadata.token_endpoint).origin,
        tokenPath: path(metadata.token_endpoint),
        revokePath: path(metadata.revocation_endpoint),
        ...more,
    },
    options: { authorizationMethod: method },
});
const withCode = (method) => new AuthorizationCode(config(method, {
    authorizeHost: new URL(metadata.authorization_endpoint).origin,
    authorizePath: path(metadata.authorization_endpoint),
}));
const called = async (token) => (await fetch(api, { headers: { authorization: `Bearer ${token}` } })).status;

async function tokens(client) {
    const verifier = randomBytes(32).toString('base64url');
    const url = client.authorizeURL({
        redirect_uri: confidential.redirectUri,
        scope: ['matomo:read'],
        state: 'some-state',
        code_challenge: createHash('sha256').update(verifier).digest('base64url'),
        code_challenge_method: 'S256',
    });
    const back = await authorize(url, users.viewer);
    check.equal(back.searchParams.get('state'), 'some-state');
    return client.getToken({ code: back.searchParams.get('code'), redirect_uri: confidential.redirectUri, code_verifier: verifier });
}

for (const method of ['header', 'body']) {
    await test(`code with PKCE and refresh, the secret in the ${method}`, async () => {
        const set = await tokens(withCode(method));
        check.equal(await called(set.token.access_token), 200);
        const next = await set.refresh();
        check.equal(await called(next.token.access_token), 200);
        check.notEqual(next.token.refresh_token, set.token.refresh_token);
    });
}

await test('the settings of the guide', async () => {
    const set = await tokens(evaluated('simple-oauth2', { AuthorizationCode, id: confidential.id, secret: confidential.secret }));
    check.equal(await called(set.token.access_token), 200);
    await set.revokeAll();
    check.equal(await called(set.token.access_token), 401);
});

await test('client credentials', async () => {
    const set = await new ClientCredentials(config('header')).getToken({ scope: 'matomo:read' });
    check.equal(await called(set.token.access_token), 200);
});

await test('revokeAll() revokes the access token and the refresh token', async () => {
    const set = await tokens(withCode('header'));
    await set.revokeAll();
    check.equal(await called(set.token.access_token), 401);
    await check.rejects(set.refresh(), (error) => error.data.payload.error === 'invalid_grant');
});

done();
