// SPDX-License-Identifier: GPL-3.0-or-later
/** openid-client 6 as a confidential and as a public client: every grant, revocation, introspection, errors. */
import * as openid from 'openid-client';
import { authorize } from './driver.mjs';
import { check, done, test } from './check.mjs';
import { api, clients, issuer, resource, users, whoami } from './settings.mjs';

const insecure = { execute: [openid.allowInsecureRequests] };
const { confidential, other, public: spa } = clients;

const discover = (client, auth) =>
    openid.discovery(new URL(issuer), client.id, client.secret, auth, { ...insecure, algorithm: 'oauth2' });

const basic = await discover(confidential, openid.ClientSecretBasic(confidential.secret));
const post = await discover(confidential, openid.ClientSecretPost(confidential.secret));
const none = await openid.discovery(new URL(issuer), spa.id, undefined, openid.None(), { ...insecure, algorithm: 'oauth2' });

/** Runs the authorization code flow with PKCE up to the callback; returns what the token request needs. */
async function callback(config, redirectUri, extra = {}, wish = {}, user = users.viewer) {
    const pkceCodeVerifier = openid.randomPKCECodeVerifier();
    const expectedState = openid.randomState();
    const url = openid.buildAuthorizationUrl(config, {
        redirect_uri: redirectUri,
        scope: 'matomo:read',
        code_challenge: await openid.calculatePKCECodeChallenge(pkceCodeVerifier),
        code_challenge_method: 'S256',
        state: expectedState,
        ...extra,
    });
    return { url: await authorize(url, user, wish), checks: { pkceCodeVerifier, expectedState } };
}

async function tokens(config, redirectUri, extra = {}, user = users.viewer) {
    const { url, checks } = await callback(config, redirectUri, extra, {}, user);
    return openid.authorizationCodeGrant(config, url, checks);
}

const call = (config, token) => openid.fetchProtectedResource(config, token, new URL(api), 'GET');

async function error(promise) {
    try {
        await promise;
    } catch (caught) {
        return caught;
    }
    throw new Error('no error occurred');
}

await test('discovery by RFC 8414 finds the server, and its metadata says that PKCE is supported', () => {
    const metadata = basic.serverMetadata();
    check.equal(metadata.issuer, issuer);
    check.equal(metadata.supportsPKCE(), true);
    for (const name of ['authorization_endpoint', 'token_endpoint', 'revocation_endpoint', 'introspection_endpoint', 'jwks_uri']) {
        check.match(String(metadata[name]), /^http:\/\/127\.0\.0\.1/);
    }
});

await test('discovery by openid-configuration finds the same endpoints', async () => {
    const found = await openid.discovery(new URL(issuer), confidential.id, undefined, openid.ClientSecretBasic(confidential.secret), { ...insecure, algorithm: 'oidc' });
    for (const name of ['issuer', 'token_endpoint', 'authorization_endpoint', 'jwks_uri']) {
        check.equal(found.serverMetadata()[name], basic.serverMetadata()[name]);
    }
});

await test('a confidential client gets tokens by code with PKCE and client_secret_basic', async () => {
    const set = await tokens(basic, confidential.redirectUri);
    check.equal(set.token_type, 'bearer');
    check.equal(set.scope, 'matomo:read');
    check.ok(set.expires_in > 0 && set.expires_in <= 3600);
    check.ok(set.refresh_token);
    check.equal((await call(basic, set.access_token)).status, 200);
    const who = await openid.fetchProtectedResource(basic, set.access_token, new URL(whoami), 'GET');
    check.equal((await who.json()).login, users.viewer.login);
});

await test('a confidential client gets tokens by code with PKCE and client_secret_post', async () => {
    const set = await tokens(post, confidential.redirectUri);
    check.equal((await call(post, set.access_token)).status, 200);
});

await test('a public client gets tokens by code with PKCE on any loopback port', async () => {
    for (const port of [4601, 49152]) {
        const uri = new URL(spa.redirectUri);
        uri.port = String(port);
        const set = await tokens(none, uri.href);
        check.equal((await call(none, set.access_token)).status, 200);
    }
});

await test('a refresh gives a new access token and a new refresh token', async () => {
    const set = await tokens(basic, confidential.redirectUri);
    const next = await openid.refreshTokenGrant(basic, set.refresh_token);
    check.notEqual(next.access_token, set.access_token);
    check.notEqual(next.refresh_token, set.refresh_token);
    check.equal(next.scope, 'matomo:read');
    check.equal((await call(basic, next.access_token)).status, 200);
});

await test('a public client refreshes without a secret', async () => {
    const set = await tokens(none, spa.redirectUri);
    const next = await openid.refreshTokenGrant(none, set.refresh_token);
    check.notEqual(next.refresh_token, set.refresh_token);
});

await test('client credentials work with basic and with post, and give no refresh token', async () => {
    for (const config of [basic, post]) {
        const set = await openid.clientCredentialsGrant(config, { scope: 'matomo:read' });
        check.equal(set.refresh_token, undefined);
        check.equal(set.scope, 'matomo:read');
        check.equal((await call(config, set.access_token)).status, 200);
    }
});

await test('introspection describes the client\'s own access and refresh tokens', async () => {
    const set = await tokens(basic, confidential.redirectUri);
    const access = await openid.tokenIntrospection(basic, set.access_token);
    check.equal(access.active, true);
    check.equal(access.client_id, confidential.id);
    check.equal(access.scope, 'matomo:read');
    check.equal(access.iss, issuer);
    check.ok(access.exp > Date.now() / 1000);
    check.equal((await openid.tokenIntrospection(basic, set.refresh_token)).active, true);
});

await test('introspection reports another client\'s token and garbage only as inactive', async () => {
    const stranger = await discover(other, openid.ClientSecretBasic(other.secret));
    const set = await tokens(basic, confidential.redirectUri);
    check.deepEqual(await openid.tokenIntrospection(stranger, set.access_token), { active: false });
    check.deepEqual(await openid.tokenIntrospection(basic, 'garbage'), { active: false });
});

await test('a revoked access token is refused and inactive, the refresh token stays valid', async () => {
    const set = await tokens(basic, confidential.redirectUri);
    await openid.tokenRevocation(basic, set.access_token);
    const refused = await error(call(basic, set.access_token));
    check.equal(refused.status, 401);
    check.equal(refused.cause[0].scheme, 'bearer');
    check.equal(refused.cause[0].parameters.error, 'invalid_token');
    check.deepEqual(await openid.tokenIntrospection(basic, set.access_token), { active: false });
    check.ok((await openid.refreshTokenGrant(basic, set.refresh_token)).access_token);
});

await test('a revoked refresh token ends the refresh and the access token', async () => {
    const set = await tokens(none, spa.redirectUri);
    await openid.tokenRevocation(none, set.refresh_token);
    const refused = await error(openid.refreshTokenGrant(none, set.refresh_token));
    check.equal(refused.error, 'invalid_grant');
    check.equal((await error(call(none, set.access_token))).status, 401);
});

// Within the grace a repetition is taken for a reloaded page; the attacks try one after it.
await test('a used code is refused, and the tokens of its first use go on', async () => {
    const { url, checks } = await callback(basic, confidential.redirectUri);
    const set = await openid.authorizationCodeGrant(basic, url, checks);
    check.equal((await error(openid.authorizationCodeGrant(basic, url, checks))).error, 'invalid_grant');
    check.equal((await call(basic, set.access_token)).status, 200);
    const refreshed = await openid.refreshTokenGrant(basic, set.refresh_token);
    check.equal((await call(basic, refreshed.access_token)).status, 200);
});

await test('a wrong secret is invalid_client, with a Basic challenge when the header was used', async () => {
    const wrong = '0'.repeat(64);
    const withHeader = await error(openid.clientCredentialsGrant(await discover(confidential, openid.ClientSecretBasic(wrong)), { scope: 'matomo:read' }));
    check.equal(withHeader.status, 401);
    check.equal(withHeader.cause[0]?.scheme, 'basic');
    const inBody = await error(openid.clientCredentialsGrant(await discover(confidential, openid.ClientSecretPost(wrong)), { scope: 'matomo:read' }));
    check.equal(inBody.status ?? inBody.response?.status, 401);
});

await test('a denied request returns access_denied, which passes the client\'s state and iss checks', async () => {
    const { url, checks } = await callback(basic, confidential.redirectUri, {}, { decision: 'deny' });
    check.equal(url.searchParams.get('iss'), issuer);
    const refused = await error(openid.authorizationCodeGrant(basic, url, checks));
    check.equal(refused.code, 'OAUTH_AUTHORIZATION_RESPONSE_ERROR');
    check.equal(refused.error, 'access_denied');
});

await test('the client refuses a response with a missing or wrong iss or a wrong state', async () => {
    for (const spoil of [
        (query) => query.delete('iss'),
        (query) => query.set('iss', `${issuer}/`),
        (query) => query.set('state', 'x'),
    ]) {
        const { url, checks } = await callback(basic, confidential.redirectUri);
        spoil(url.searchParams);
        check.equal((await error(openid.authorizationCodeGrant(basic, url, checks))).code, 'OAUTH_INVALID_RESPONSE');
    }
});

await test('an unknown scope returns invalid_scope', async () => {
    const { url, checks } = await callback(basic, confidential.redirectUri, { scope: 'matomo:everything' });
    check.equal((await error(openid.authorizationCodeGrant(basic, url, checks))).error, 'invalid_scope');
});

await test('a request without scope gets the lowest scope of the client', async () => {
    const set = await openid.clientCredentialsGrant(basic);
    check.equal(set.scope, 'matomo:read');
});

await test('a known resource is accepted in both requests, an unknown one is invalid_target', async () => {
    const { url, checks } = await callback(basic, confidential.redirectUri, { resource });
    const set = await openid.authorizationCodeGrant(basic, url, checks, { resource });
    check.equal((await call(basic, set.access_token)).status, 200);
    const unknown = { scope: 'matomo:read', resource: 'https://elsewhere.example/api' };
    check.equal((await error(openid.clientCredentialsGrant(basic, unknown))).error, 'invalid_target');
    const refused = await callback(basic, confidential.redirectUri, { resource: 'https://elsewhere.example/api' });
    check.equal((await error(openid.authorizationCodeGrant(basic, refused.url, refused.checks))).error, 'invalid_target');
});

await test('a public client cannot use client credentials', async () => {
    check.equal((await error(openid.clientCredentialsGrant(none, { scope: 'matomo:read' }))).error, 'unauthorized_client');
});

done();
