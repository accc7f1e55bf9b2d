// SPDX-License-Identifier: GPL-3.0-or-later
/** Attacks on the protected resource: tokens outside the header, forged tokens, and tokens that have ended. */
import { createHmac, createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';
import { check, done, test } from '../clients/node/check.mjs';
import settings, { api, users } from '../clients/node/settings.mjs';
import { admin, call, callWrite, clientCredentials, confidential, credentials, get, harmless, metadata, other, post, raw, refresh, request, tokens, withParameter } from './http.mjs';

const encode = (value) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
const decode = (part) => JSON.parse(Buffer.from(part, 'base64url').toString());

/** Checks a 401 with a Bearer challenge that contains the error (if any) and the resource metadata once each. */
function challenged(answer, error, what = '') {
    harmless(answer, what);
    const challenge = answer.headers.get('www-authenticate') ?? '';
    check.match(challenge, /^Bearer /, what);
    check.equal((challenge.match(/resource_metadata="/g) ?? []).length, 1, what);
    check.equal(challenge.match(/error="([^"]*)"/)?.[1], error, `${what}: ${challenge}`);
    return answer;
}

await test('a token in the query, in a form or in a cookie is not accepted', async () => {
    const { access_token: value } = await tokens();
    for (const name of ['access_token', 'token_auth', 'bearer_token', 'token', 'authorization']) {
        const refusals = [await get(withParameter(api, name, value)), await post(api, { [name]: value }), await get(api, { cookie: `${name}=${value}` })];
        check.deepEqual(refusals.map(({ status }) => status === 400 || status === 401), [true, true, true], name);
        check.deepEqual(refusals.map(({ text }) => text.includes(value)), [false, false, false], name);
    }
    for (const header of ['x-authorization', 'x-access-token', 'proxy-authorization', 'x-forwarded-authorization']) {
        check.equal((await get(api, { [header]: `Bearer ${value}` })).status, 401, header);
    }
});

await test('with a valid header, a second token in query or form is refused or ignored', async () => {
    const mine = (await tokens()).access_token;
    const theirs = (await tokens(confidential, {}, users.admin)).access_token;
    for (const answer of [await get(withParameter(api, 'access_token', theirs), { authorization: `Bearer ${mine}` }), await get(withParameter(api, 'access_token', mine), { authorization: 'Bearer x.y.z' })]) {
        check.ok([200, 400, 401].includes(answer.status));
        check.notEqual(answer.body.login, users.admin.login);
    }
    check.notEqual((await get(withParameter(api, 'access_token', mine), { authorization: 'Bearer x.y.z' })).status, 200);
});

await test('malformed Authorization headers are challenged with 400 or 401', async () => {
    const { access_token: value } = await tokens();
    const cases = ['Bearer', 'Bearer ', `Bearer ${value}, x`, `Bearer ${value} x`, `Bearer ${value},Bearer ${value}`, 'Bearer =', 'Bearer "x"', 'Bearer ä'.normalize('NFD').replace(/[^\x20-\x7e]/g, ''),
        `Bearer ${value}x`, `Bearer ${value.slice(0, -1)}`, `Bearer .${value}`, `Bearer ${value}.`, 'Bearer ..', 'Bearer a.b.c', `DPoP ${value}`, `Token ${value}`, `${value}`, `BearerX ${value}`, `Bearer:${value}`, `Bearer ${'a'.repeat(6000)}`,
        `Bearer ${'a'.repeat(2000)}.${'b'.repeat(2000)}.${'c'.repeat(2000)}`];
    for (const authorization of cases) {
        const answer = harmless(await get(api, { authorization }), authorization.slice(0, 40));
        check.ok(answer.status === 400 || answer.status === 401, `${authorization.slice(0, 40)}: ${answer.status}`);
        check.match(answer.headers.get('www-authenticate') ?? '', /^Bearer /, authorization.slice(0, 40));
    }
    check.equal((await get(api, { authorization: `bearer ${value}` })).status, 200, 'the scheme is case-insensitive');
});

await test('a token of 100 kB is refused without a server error', async () => {
    const at = new URL(api);
    const answer = await raw(request(`GET ${at.pathname}${at.search} HTTP/1.1`, [`Host: ${at.host}`, `Authorization: Bearer ${'a'.repeat(100_000)}`]));
    check.ok(answer.status < 500 && answer.status !== 200, answer.head);
});

await test('two Authorization headers are refused, even if both are valid', async () => {
    const { access_token: value } = await tokens();
    const at = new URL(api);
    for (const second of [`Bearer ${value}`, 'Bearer x', 'Basic eDp5']) {
        const answer = await raw(request(`GET ${at.pathname}${at.search} HTTP/1.1`, [`Host: ${at.host}`, `Authorization: Bearer ${value}`, `Authorization: ${second}`]));
        check.ok(answer.status === 400 || answer.status === 401, `${second.slice(0, 8)}: ${answer.status}`);
    }
});

await test('a call without a token gets a challenge without an error, with the lowest scope', async () => {
    const answer = challenged(await call(), undefined);
    check.equal(answer.status, 401);
    check.match(answer.headers.get('www-authenticate'), /scope="matomo:read"/);
});

await test('forged tokens are invalid_token: none, HMAC with the public key, a key in the header, changed claims', async () => {
    const { access_token: value } = await tokens();
    const [head, body, signature] = value.split('.');
    const header = decode(head);
    const claims = decode(body);
    const [jwk] = (await (await fetch(metadata.jwks_uri)).json()).keys.filter((key) => key.kid === header.kid);
    const pem = (await import('node:crypto')).createPublicKey({ key: jwk, format: 'jwk' });
    const spki = pem.export({ type: 'spki', format: 'pem' });
    const own = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const ownJwk = own.publicKey.export({ format: 'jwk' });
    const rs256 = (h, c) => `${encode(h)}.${encode(c)}.${sign('sha256', Buffer.from(`${encode(h)}.${encode(c)}`), createPrivateKey(own.privateKey.export({ type: 'pkcs8', format: 'pem' }))).toString('base64url')}`;
    const hmac = (h, c, key) => `${encode(h)}.${encode(c)}.${createHmac('sha256', key).update(`${encode(h)}.${encode(c)}`).digest('base64url')}`;
    const superuser = { ...claims, sub: users.superuser.login, scope: 'matomo:superuser' };
    const forged = {
        ...Object.fromEntries(['none', 'None', 'NONE', 'nOnE', ''].map((alg) => [`alg ${alg}`, `${encode({ ...header, alg })}.${encode(superuser)}.`])),
        'none with the signature': `${encode({ ...header, alg: 'none' })}.${body}.${signature}`,
        'no signature': `${head}.${body}.`, 'changed claims': `${head}.${encode(superuser)}.${signature}`,
        'HS256 with PEM': hmac({ ...header, alg: 'HS256' }, superuser, spki), 'HS256 with PEM trimmed': hmac({ ...header, alg: 'HS256' }, superuser, spki.trim()),
        'HS256 with DER': hmac({ ...header, alg: 'HS256' }, superuser, pem.export({ type: 'spki', format: 'der' })), 'HS256 with JWK': hmac({ ...header, alg: 'HS256' }, superuser, JSON.stringify(jwk)), 'HS256 with n': hmac({ ...header, alg: 'HS256' }, superuser, jwk.n ?? jwk.x),
        'own key, their kid': rs256(header, superuser), 'own key in header': rs256({ ...header, jwk: ownJwk }, superuser), 'own kid': rs256({ ...header, kid: 'mine' }, superuser), 'no kid': rs256({ alg: 'RS256', typ: 'at+jwt' }, superuser),
        'jku': rs256({ ...header, jku: 'http://127.0.0.1:9/jwks' }, superuser), 'x5c': rs256({ ...header, x5c: ['MIIB'] }, superuser), 'crit': rs256({ ...header, crit: ['exp'] }, superuser),
        'kid path': rs256({ ...header, kid: '../../dev/null' }, superuser), 'kid SQL': rs256({ ...header, kid: "' OR 1=1 -- " }, superuser), 'kid array': rs256({ ...header, kid: [header.kid] }, superuser), 'kid null': rs256({ ...header, kid: null }, superuser),
        'kid __proto__': rs256({ ...header, kid: '__proto__' }, superuser), 'header array': `${encode('[]')}.${body}.${signature}`, 'header null': `${encode('null')}.${body}.${signature}`,
        'padding': `${head}=.${body}.${signature}`, 'five parts': `${value}.x.y`, 'JSON': encode(JSON.stringify({ payload: body, signatures: [{ protected: head, signature }] })),
        'flipped bit': `${head}.${body}.${signature.slice(0, 20)}${signature[20] === 'A' ? 'B' : 'A'}${signature.slice(21)}`, 'cut signature': value.slice(0, -4),
    };
    for (const [what, one] of Object.entries(forged)) {
        // A b64token has no padding in the middle (RFC 6750 2.1), so the header is malformed and not the token invalid.
        const malformed = what === 'padding';
        // In Matomo a value without three parts may be a token_auth; it is never an access token of the server.
        const foreign = settings.sharedHeader && one.split('.').length !== 3;
        check.equal(challenged(await call(one), malformed ? 'invalid_request' : foreign ? undefined : 'invalid_token', what).status, malformed ? 400 : 401, what);
    }
    check.equal((await call(value)).status, 200);
});

await test('a revoked access token, and one whose refresh token was revoked, are refused on the next call', async () => {
    const set = await tokens();
    check.equal((await post(metadata.revocation_endpoint, { token: set.access_token, token_type_hint: 'refresh_token' }, credentials(confidential))).status, 200);
    challenged(await call(set.access_token), 'invalid_token');
    const whole = await tokens();
    await post(metadata.revocation_endpoint, { token: whole.refresh_token, token_type_hint: 'access_token' }, credentials(confidential));
    challenged(await call(whole.access_token), 'invalid_token');
});

await test('a client credentials token can be revoked, and the next one works', async () => {
    const first = (await clientCredentials()).body.access_token;
    const second = (await clientCredentials()).body.access_token;
    await post(metadata.revocation_endpoint, { token: first }, credentials(confidential));
    challenged(await call(first), 'invalid_token');
    check.equal((await call(second)).status, 200);
});

await test('pausing or deleting a client ends its client credentials tokens at once', async () => {
    const made = admin('add-client', 'confidential', other.redirectUri);
    const client = { id: made.id, secret: made.secret };
    const { access_token: value } = (await clientCredentials(client)).body;
    check.equal((await call(value)).status, 200);
    admin('pause', client.id);
    challenged(await call(value), 'invalid_token');
    admin('resume', client.id);
    check.equal((await call(value)).status, 200);
    admin('delete-client', client.id);
    challenged(await call(value), 'invalid_token');
});

await test('a token of a user who lost rights covers only the remaining ones', async () => {
    const user = admin('add-user', 'demoted', 'admin');
    const set = await tokens(confidential, { scope: 'matomo:write' }, user);
    check.equal((await callWrite(set.access_token)).status, 200);
    admin('set-role', 'demoted', 'view');
    check.equal((await callWrite(set.access_token)).status, 403);
    admin('delete-user', 'demoted');
});

await test('a read token cannot write, even for a super user; the challenge names the missing scope', async () => {
    for (const user of [users.viewer, users.superuser]) {
        const { access_token: value } = await tokens(confidential, {}, user);
        const answer = challenged(await callWrite(value), 'insufficient_scope');
        check.equal(answer.status, 403);
        check.match(answer.headers.get('www-authenticate'), /scope="matomo:write"/);
    }
});

await test('a token for another resource of the same server is refused here', async () => {
    const [, at] = (await call()).headers.get('www-authenticate').match(/resource_metadata="([^"]+)"/);
    const found = (await (await fetch(at)).json()).resource;
    const elsewhere = `${metadata.issuer}/index.php?module=API&method=McpServer.mcp&format=mcp`;
    check.notEqual(found, elsewhere);
    const { access_token: value } = await tokens(confidential, { resource: elsewhere });
    check.deepEqual([decode(value.split('.')[1]).aud].flat(), [elsewhere]);
    challenged(await call(value), 'invalid_token');
});

await test('an expired access token is refused', async () => {
    const { access_token: value } = await tokens();
    admin('clock', '3601');
    try {
        challenged(await call(value), 'invalid_token');
    } finally {
        admin('clock', '0');
    }
    check.equal((await call(value)).status, 200);
});

await test('a withdrawn key verifies nothing from the next call on, though it is cached; refreshed tokens work', async () => {
    const set = await tokens();
    const kid = ({ access_token: value }) => decode(value.split('.')[0]).kid;
    check.equal((await call(set.access_token)).status, 200);
    const { current } = admin('withdraw-key');
    challenged(await call(set.access_token), 'invalid_token');
    const published = (await (await fetch(metadata.jwks_uri)).json()).keys.map((key) => key.kid);
    check.ok(!published.includes(kid(set)), 'published');
    check.ok(published.includes(current));
    const asked = await post(metadata.introspection_endpoint, { token: set.access_token }, credentials(confidential));
    check.deepEqual(asked.body, { active: false });
    const next = await refresh(confidential, set.refresh_token);
    check.equal(kid(next.body), current);
    check.equal((await call(next.body.access_token)).status, 200);
});

done();
