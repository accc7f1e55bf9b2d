// SPDX-License-Identifier: GPL-3.0-or-later
/** openid-client 6 and oauth4webapi 3 with keys in place of a secret (private_key_jwt): every algorithm, grant and endpoint. */
import { execFileSync } from 'node:child_process';
import * as jose from 'jose';
import * as oauth from 'oauth4webapi';
import * as openid from 'openid-client';
import { authorize } from './driver.mjs';
import { check, done, test } from './check.mjs';
import settings, { api, issuer, users } from './settings.mjs';

const admin = (...words) => JSON.parse(execFileSync(settings.admin[0], [...settings.admin.slice(1), ...words]).toString());
const redirectUri = 'http://127.0.0.1:4690/callback';
const ALGORITHMS = {
    RS256: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) },
    PS256: { name: 'RSA-PSS', hash: 'SHA-256', modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) },
    ES256: { name: 'ECDSA', namedCurve: 'P-256' },
    Ed25519: { name: 'Ed25519' },
};
const pair = (algorithm) => crypto.subtle.generateKey(ALGORITHMS[algorithm], true, ['sign', 'verify']);

async function jwk(publicKey, alg, kid) {
    const { key_ops: _, ext: __, ...members } = await crypto.subtle.exportKey('jwk', publicKey);
    return { ...members, alg, use: 'sig', ...(kid ? { kid } : {}) };
}

let number = 0;
/** A client whose only credential is this key. */
async function client(algorithm, kid) {
    const { privateKey, publicKey } = await pair(algorithm);
    const { id } = admin('add-client', 'confidential', redirectUri, `keys-${process.pid}-${++number}`, users.viewer.login);
    admin('set-keys', id, JSON.stringify({ keys: [await jwk(publicKey, algorithm, kid)] }));
    return { id, key: kid ? { key: privateKey, kid } : privateKey, privateKey };
}

const insecure = { execute: [openid.allowInsecureRequests], algorithm: 'oauth2' };
const loose = { [oauth.allowInsecureRequests]: true };
const as = await oauth.processDiscoveryResponse(new URL(issuer), await oauth.discoveryRequest(new URL(issuer), { ...loose, algorithm: 'oauth2' }));
const called = async (token) => (await fetch(api, { headers: { authorization: `Bearer ${token}` } })).status;
const post = (parameters) => fetch(as.token_endpoint, { method: 'POST', body: new URLSearchParams(parameters) });

async function error(promise) {
    try {
        await promise;
    } catch (caught) {
        return caught;
    }
    throw new Error('no error occurred');
}

await test('the metadata name the method and its algorithms for each endpoint', () => {
    for (const endpoint of ['token', 'revocation', 'introspection']) {
        check.ok(as[`${endpoint}_endpoint_auth_methods_supported`].includes('private_key_jwt'), endpoint);
        for (const algorithm of ['RS256', 'PS256', 'ES256', 'EdDSA']) {
            check.ok(as[`${endpoint}_endpoint_auth_signing_alg_values_supported`].includes(algorithm), `${endpoint} ${algorithm}`);
        }
    }
});

for (const algorithm of Object.keys(ALGORITHMS)) {
    await test(`openid-client with ${algorithm}: discovery, code, refresh, introspection, revocation, client credentials`, async () => {
        const { id, key } = await client(algorithm, 'one');
        const config = await openid.discovery(new URL(issuer), id, undefined, openid.PrivateKeyJwt(key), insecure);
        const pkceCodeVerifier = openid.randomPKCECodeVerifier();
        const expectedState = openid.randomState();
        const url = openid.buildAuthorizationUrl(config, {
            redirect_uri: redirectUri, scope: 'matomo:read', state: expectedState,
            code_challenge: await openid.calculatePKCECodeChallenge(pkceCodeVerifier), code_challenge_method: 'S256',
        });
        const callback = await authorize(url, users.viewer, {});
        const tokens = await openid.authorizationCodeGrant(config, callback, { pkceCodeVerifier, expectedState });
        check.equal(await called(tokens.access_token), 200);
        const refreshed = await openid.refreshTokenGrant(config, tokens.refresh_token);
        check.equal((await openid.tokenIntrospection(config, refreshed.access_token)).active, true);
        await openid.tokenRevocation(config, refreshed.refresh_token);
        check.equal((await openid.tokenIntrospection(config, refreshed.access_token)).active, false);
        const own = await openid.clientCredentialsGrant(config, { scope: 'matomo:read' });
        check.equal(await called(own.access_token), 200);
    });

    await test(`oauth4webapi with ${algorithm}, without kid: client credentials, introspection, revocation`, async () => {
        const { id, key } = await client(algorithm);
        const who = { client_id: id };
        const auth = oauth.PrivateKeyJwt(key);
        const grant = async () => oauth.processClientCredentialsResponse(as, who, await oauth.clientCredentialsGrantRequest(as, who, auth, { scope: 'matomo:read' }, loose));
        const { access_token: token } = await grant();
        check.equal(await called(token), 200);
        const introspect = async () => oauth.processIntrospectionResponse(as, who, await oauth.introspectionRequest(as, who, auth, token, loose));
        check.equal((await introspect()).active, true);
        await oauth.processRevocationResponse(await oauth.revocationRequest(as, who, auth, token, loose));
        check.equal((await introspect()).active, false);
    });

    await test(`${algorithm}: the token endpoint is an audience as well, and client_id is not needed`, async () => {
        const { id, privateKey } = await client(algorithm, 'one');
        const jwt = () => new jose.SignJWT({ jti: crypto.randomUUID() }).setProtectedHeader({ alg: algorithm, kid: 'one', typ: 'client-authentication+jwt' })
            .setIssuer(id).setSubject(id).setAudience(as.token_endpoint).setIssuedAt().setExpirationTime('5m').sign(privateKey);
        const form = { grant_type: 'client_credentials', client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer' };
        const answer = await post({ ...form, client_assertion: await jwt() });
        check.equal(answer.status, 200);
        check.equal(await called((await answer.json()).access_token), 200);
    });
}

await test('a client changes its keys without a refused request', async () => {
    const { id, key } = await client('ES256', 'old');
    const who = { client_id: id };
    const get = async (auth) => oauth.processClientCredentialsResponse(as, who, await oauth.clientCredentialsGrantRequest(as, who, auth, {}, loose));
    const old = oauth.PrivateKeyJwt(key);
    const { access_token: token } = await get(old);
    const second = await pair('ES256');
    const next = oauth.PrivateKeyJwt({ key: second.privateKey, kid: 'new' });
    const keys = JSON.stringify({ keys: [await jwk(second.publicKey, 'ES256', 'new')] });
    admin('set-keys', id, keys, 'keep');
    check.equal(await called((await get(old)).access_token), 200);
    check.equal(await called((await get(next)).access_token), 200);
    admin('set-keys', id, keys);
    check.equal((await error(get(old))).status, 401);
    check.equal(await called((await get(next)).access_token), 200);
    check.equal(await called(token), 200, 'tokens stay valid');
});

await test('another key, and an assertion that is sent twice, are invalid_client with a description', async () => {
    const { id, key } = await client('ES256', 'one');
    const who = { client_id: id };
    const stranger = oauth.PrivateKeyJwt({ key: (await pair('ES256')).privateKey, kid: 'one' });
    const refused = await oauth.clientCredentialsGrantRequest(as, who, stranger, {}, loose);
    check.equal(refused.status, 401);
    const { error: code, error_description: description } = await refused.json();
    check.equal(code, 'invalid_client');
    check.match(description, /no key of the kid and alg/);
    let body;
    await oauth.clientCredentialsGrantRequest(as, who, oauth.PrivateKeyJwt(key), {}, {
        ...loose,
        [oauth.customFetch]: (url, options) => {
            body = new URLSearchParams(options.body);
            return fetch(url, options);
        },
    });
    const again = await post(body);
    check.equal(again.status, 401);
    check.match((await again.json()).error_description, /used before/);
});

done();
