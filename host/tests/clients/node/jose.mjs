// SPDX-License-Identifier: GPL-3.0-or-later
/** Verifies the served keys and issued tokens with jose 6, and checks the form of the JSON documents. */
import * as jose from 'jose';
import { check, done, test } from './check.mjs';
import { clients, issuer, metadata as at, resource } from './settings.mjs';

const { confidential } = clients;
const metadata = await (await fetch(at)).json();
const jwks = await (await fetch(metadata.jwks_uri)).json();

async function token() {
    const answer = await fetch(metadata.token_endpoint, {
        method: 'POST',
        headers: { authorization: `Basic ${btoa(`${confidential.id}:${confidential.secret}`)}` },
        body: new URLSearchParams({ grant_type: 'client_credentials', scope: 'matomo:read' }),
    });
    return (await answer.json()).access_token;
}

/** All values of a JSON document with their paths. */
function* values(value, path = '$') {
    yield [path, value];
    if (value !== null && typeof value === 'object') {
        for (const [name, child] of Object.entries(value)) {
            yield* values(child, `${path}.${name}`);
        }
    }
}

await test('the JWK Set contains only public signing keys, each with kid, alg and use', async () => {
    check.ok(jwks.keys.length >= 1);
    for (const key of jwks.keys) {
        check.equal(key.use, 'sig');
        check.ok(key.kid && key.alg);
        for (const secret of ['d', 'p', 'q', 'dp', 'dq', 'qi', 'k', 'oth']) {
            check.equal(secret in key, false);
        }
        check.equal(key.kid, await jose.calculateJwkThumbprint(key));
        check.equal((await jose.importJWK(key, key.alg)).type, 'public');
    }
    check.equal(new Set(jwks.keys.map((key) => key.kid)).size, jwks.keys.length);
});

await test('a token verifies with the served JWK Set, typ at+jwt, issuer and audience', async () => {
    const remote = jose.createRemoteJWKSet(new URL(metadata.jwks_uri));
    const { payload, protectedHeader } = await jose.jwtVerify(await token(), remote, {
        issuer, audience: resource, typ: 'at+jwt', requiredClaims: ['iss', 'exp', 'aud', 'sub', 'client_id', 'iat', 'jti', 'scope'], maxTokenAge: '1h',
    });
    check.deepEqual(Object.keys(protectedHeader).sort(), ['alg', 'kid', 'typ']);
    check.equal(payload.exp - payload.iat, 3600);
    check.equal(payload.client_id, confidential.id);
});

await test('a token with one bit changed in any part no longer verifies', async () => {
    const local = jose.createLocalJWKSet(jwks);
    const parts = (await token()).split('.');
    for (let part = 0; part < 3; part++) {
        const bytes = Buffer.from(parts[part], 'base64url');
        bytes[bytes.length >> 1] ^= 1;
        const spoiled = parts.with(part, bytes.toString('base64url')).join('.');
        await check.rejects(jose.jwtVerify(spoiled, local));
    }
});

await test('jti differs from token to token', async () => {
    const seen = new Set();
    for (let i = 0; i < 5; i++) {
        seen.add(jose.decodeJwt(await token()).jti);
    }
    check.equal(seen.size, 5);
});

await test('no document has a null member, an empty array or an empty object', async () => {
    const documents = [
        metadata, jwks,
        await (await fetch(new URL(`/.well-known/oauth-protected-resource${new URL(resource).pathname.replace(/\/$/, '')}`, resource))).json(),
    ];
    for (const document of documents) {
        for (const [path, value] of values(document)) {
            check.notEqual(value, null, `null at ${path}`);
            check.ok(typeof value !== 'object' || Object.keys(value).length > 0, `empty at ${path}`);
        }
    }
});

await test('the JWK Set may be cached, token responses may not', async () => {
    const answer = await fetch(metadata.jwks_uri);
    check.match(answer.headers.get('content-type'), /^application\/(jwk-set\+)?json/);
    check.match(answer.headers.get('cache-control') ?? '', /max-age=\d+/);
    const refused = await fetch(metadata.token_endpoint, { method: 'POST', body: new URLSearchParams({ grant_type: 'x' }) });
    check.equal(refused.headers.get('cache-control'), 'no-store');
});

done();
