// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * node resource-server.mjs NAME=ADDRESS...: asks resource servers that protect /reports and accept matomo:read and above. A
 * name ends with -jwks or -introspection: that is how the server checks tokens.
 */
import { execFileSync } from 'node:child_process';
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { authorize } from '../node/driver.mjs';
import { check, done, test } from '../node/check.mjs';
import settings, { clients, users } from '../node/settings.mjs';

const metadata = await (await fetch(settings.metadata)).json();
const { confidential } = clients;
const basic = { authorization: `Basic ${btoa(`${confidential.id}:${confidential.secret}`)}` };
const admin = (...given) => execFileSync(settings.admin[0], [...settings.admin.slice(1), ...given]);
const post = async (url, form) => fetch(url, { method: 'POST', headers: basic, body: new URLSearchParams(form) });
const machine = async (scope) => (await (await post(metadata.token_endpoint, { grant_type: 'client_credentials', scope })).json()).access_token;
const ask = (address, authorization) => fetch(`${address}/reports/index.txt`, { headers: authorization ? { authorization } : {} });
const status = async (address, token) => (await ask(address, `Bearer ${token}`)).status;
const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
const parts = (token) => token.split('.').slice(0, 2).map((text) => JSON.parse(Buffer.from(text, 'base64url')));

/** A token of a user, by code with PKCE. */
async function userToken(user, scope) {
    const verifier = randomBytes(32).toString('base64url');
    const url = new URL(metadata.authorization_endpoint);
    const query = {
        response_type: 'code', client_id: confidential.id, redirect_uri: confidential.redirectUri, scope, state: 's', code_challenge_method: 'S256',
        code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    };
    Object.entries(query).forEach(([name, value]) => url.searchParams.set(name, value));
    const code = (await authorize(url.href, user)).searchParams.get('code');
    const answer = await post(metadata.token_endpoint, { grant_type: 'authorization_code', code, code_verifier: verifier, redirect_uri: confidential.redirectUri });
    return (await answer.json()).access_token;
}

const asked = [];
for (const [name, address] of process.argv.slice(2).map((given) => given.split('='))) {
    const byJwks = name.endsWith('-jwks');
    const algorithm = parts(await machine('matomo:read'))[0].alg;
    const refuses = (what, made) => test(`${name} refuses ${what}`, async () => {
        const authorization = await made();
        const answer = await ask(address, authorization);
        check.equal(answer.status, 401);
        check.match(answer.headers.get('www-authenticate') ?? 'Bearer', /^Bearer/);
        check.doesNotMatch(await answer.text(), /a report/);
    });

    if (byJwks && algorithm === 'EdDSA') {
        await refuses('tokens signed with EdDSA', async () => `Bearer ${await machine('matomo:read')}`);
        continue;
    }
    asked.push(address);

    await test(`${name} accepts a user's token (${algorithm}) and tells the page who it is`, async () => {
        const token = await userToken(users.writer, 'matomo:read');
        const answer = await ask(address, `Bearer ${token}`);
        check.equal(answer.status, 200);
        check.equal(await answer.text(), 'a report\n');
        check.equal(answer.headers.get('x-remote-user'), parts(token)[1].sub);
    });
    await test(`${name} accepts a machine's token, of every scope that it lists`, async () => {
        for (const scope of ['matomo:read', 'matomo:write']) {
            const answer = await ask(address, `Bearer ${await machine(scope)}`);
            check.equal(answer.status, 200);
            check.equal(answer.headers.get('x-remote-user'), confidential.id);
        }
    });
    await refuses('a scope that it does not list', async () => `Bearer ${await machine('matomo:admin')}`);
    await refuses('a request without a token', () => '');
    await refuses('another scheme', () => 'Basic YTpi');
    await refuses('what is no token', () => 'Bearer x.y.z');
    await refuses('a token whose signature was changed', async () => {
        const [header, claims, signature] = (await machine('matomo:read')).split('.');
        return `Bearer ${header}.${claims}.${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`;
    });
    await refuses('a token whose claims were changed', async () => {
        const token = await machine('matomo:read');
        const [, claims] = parts(token);
        const [header, , signature] = token.split('.');
        return `Bearer ${header}.${part({ ...claims, sub: 'superuser' })}.${signature}`;
    });
    await refuses('an unsigned copy of a token', async () => `Bearer ${part({ alg: 'none', typ: 'at+jwt' })}.${part(parts(await machine('matomo:read'))[1])}.`);
    await refuses('a copy of a token that another key signed', async () => {
        const [header, claims] = parts(await machine('matomo:read'));
        const text = `${part({ ...header, alg: 'RS256' })}.${part(claims)}`;
        const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
        return `Bearer ${text}.${sign('sha256', Buffer.from(text), privateKey).toString('base64url')}`;
    });
    await refuses('an expired token', async () => {
        admin('clock', '-7200');
        try {
            return `Bearer ${await machine('matomo:read')}`;
        } finally {
            admin('clock', '0');
        }
    });

    await test(`${name} ${byJwks ? 'does not see' : 'sees'} that a token was revoked after it was used`, async () => {
        const token = await userToken(users.viewer, 'matomo:read');
        check.equal(await status(address, token), 200);
        check.equal((await post(metadata.revocation_endpoint, { token })).status, 200);
        check.equal(await status(address, token), byJwks ? 200 : 401);
    });
    await test(`${name} ${byJwks ? 'does not see' : 'sees'} that the client is paused`, async () => {
        const token = await machine('matomo:read');
        admin('pause', confidential.id);
        const paused = await status(address, token);
        admin('resume', confidential.id);
        check.equal(paused, byJwks ? 200 : 401);
    });
}

if (asked.length > 0) {
    await test('tokens from before and after a rotation of the signing key are accepted, whatever keys the servers cached', async () => {
        const before = await machine('matomo:read');
        admin('rotate-keys');
        const after = await machine('matomo:read');
        check.notEqual(parts(after)[0].kid, parts(before)[0].kid);
        for (const address of asked) {
            check.equal(await status(address, before), 200, address);
            check.equal(await status(address, after), 200, address);
        }
    });
}

done();
