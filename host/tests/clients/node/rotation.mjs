// SPDX-License-Identifier: GPL-3.0-or-later
/** Rotation of the signing key, for verifiers that cached the JWK Set before. */
import { execFileSync } from 'node:child_process';
import * as jose from 'jose';
import { check, done, test } from './check.mjs';
import settings, { api, clients, issuer } from './settings.mjs';

const { confidential } = clients;
const metadata = await (await fetch(settings.metadata)).json();
const jwks = async () => (await fetch(metadata.jwks_uri)).json();
const rotate = () => execFileSync(settings.admin[0], [...settings.admin.slice(1), 'rotate-keys']);

async function token() {
    const answer = await fetch(metadata.token_endpoint, {
        method: 'POST',
        headers: { authorization: `Basic ${btoa(`${confidential.id}:${confidential.secret}`)}` },
        body: new URLSearchParams({ grant_type: 'client_credentials' }),
    });
    return (await answer.json()).access_token;
}

const verifies = async (jwt, set) => (await jose.jwtVerify(jwt, jose.createLocalJWKSet(set), { issuer })).protectedHeader.kid;
const called = async (jwt) => (await fetch(api, { headers: { authorization: `Bearer ${jwt}` } })).status;

await test('a verifier that cached the keys before a rotation verifies tokens issued after it', async () => {
    const cached = await jwks();
    const before = await token();
    rotate();
    const after = await token();
    check.notEqual(await verifies(after, cached), await verifies(before, cached));
    check.equal(await called(after), 200);
});

await test('a token signed before a rotation stays valid, with the served keys and at the API', async () => {
    const before = await token();
    rotate();
    check.equal(jose.decodeProtectedHeader(before).kid, await verifies(before, await jwks()));
    check.equal(await called(before), 200);
});

done();
