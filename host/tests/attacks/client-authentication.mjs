// SPDX-License-Identifier: GPL-3.0-or-later
/** Attacks on client authentication and on the form of token requests. */
import { check, done, test } from '../clients/node/check.mjs';
import { admin, basic, callWrite, clientCredentials, confidential, credentials, harmless, metadata, other, post, raw, refused, request, spa, token, tokens } from './http.mjs';

const grant = { grant_type: 'client_credentials', scope: 'matomo:read' };
const base64 = (value) => Buffer.from(value, 'latin1').toString('base64');
const wrong = '0'.repeat(64);

await test('Basic is decoded as RFC 6749 2.3.1 says: plain and percent-encoded credentials both work', async () => {
    const encoded = (text) => text.replace(/./g, (character) => `%${character.charCodeAt(0).toString(16)}`);
    for (const [id, secret] of [[confidential.id, confidential.secret], [encoded(confidential.id), encoded(confidential.secret)]]) {
        check.equal((await token(grant, basic(id, secret))).status, 200);
    }
    check.equal((await token(grant, { authorization: `bAsIc ${base64(`${confidential.id}:${confidential.secret}`)}` })).status, 200);
});

await test('a malformed Basic header is refused with 400 or 401, never with a server error', async () => {
    const cases = {
        'nothing after the name': 'Basic', 'empty': 'Basic ', 'not base64': 'Basic !!!!', 'no colon': `Basic ${base64(confidential.id)}`,
        'empty secret': `Basic ${base64(`${confidential.id}:`)}`, 'empty id': `Basic ${base64(`:${confidential.secret}`)}`, 'colon only': `Basic ${base64(':')}`,
        'broken percent': `Basic ${base64(`${confidential.id}:%zz`)}`, 'cut percent': `Basic ${base64(`${confidential.id}:%4`)}`,
        'NUL': `Basic ${base64(`${confidential.id}\0:${confidential.secret}`)}`, 'encoded NUL': `Basic ${base64(`${confidential.id}:${confidential.secret}%00`)}`,
        'invalid UTF-8': `Basic ${base64(`${confidential.id}\xff:${confidential.secret}`)}`, 'two colons': `Basic ${base64(`${confidential.id}:${confidential.secret}:`)}`,
        'base64 with blanks inside': `Basic ${base64(`${confidential.id}:${confidential.secret}`).replace(/^(.{8})/, '$1 ')}`,
        'another scheme': `Digest ${base64(`${confidential.id}:${confidential.secret}`)}`, 'bearer': `Bearer ${confidential.secret}`, '60 kB': `Basic ${'QUFB'.repeat(1500)}`,
    };
    for (const [what, authorization] of Object.entries(cases)) {
        const answer = refused(await token(grant, { authorization }), ['invalid_client', 'invalid_request'], what);
        check.ok(answer.status === 400 || answer.status === 401, `${what}: ${answer.status}`);
        check.ok(answer.status !== 401 || /^Basic /.test(answer.headers.get('www-authenticate') ?? ''), `${what}: ${answer.headers.get('www-authenticate')}`);
    }
});

await test('every 401 has a Basic challenge that repeats nothing of the request', async () => {
    const answer = refused(await token(grant, basic('<script>"x', 'y')), ['invalid_client', 'invalid_request']);
    check.doesNotMatch(answer.headers.get('www-authenticate') ?? '', /script/);
    const plain = refused(await token(grant, basic(confidential.id, wrong)), 'invalid_client');
    check.equal(plain.status, 401);
    check.match(plain.headers.get('www-authenticate'), /^Basic realm="/);
});

await test('two authentication methods in one request are invalid_request, even if both are valid', async () => {
    const both = { ...grant, client_id: confidential.id, client_secret: confidential.secret };
    refused(await token(both, credentials(confidential)), 'invalid_request', 'same');
    refused(await token({ ...both, client_secret: wrong }, credentials(confidential)), ['invalid_request', 'invalid_client'], 'wrong in body');
    refused(await token({ ...grant, client_id: other.id }, credentials(confidential)), ['invalid_request', 'invalid_client'], 'another id in body');
    refused(await token({ ...grant, client_id: other.id, client_secret: other.secret }, credentials(confidential)), ['invalid_request', 'invalid_client'], 'another client in body');
});

await test('two Authorization headers are refused', async () => {
    const body = new URLSearchParams(grant).toString();
    const at = new URL(metadata.token_endpoint);
    for (const second of [credentials(confidential).authorization, basic(confidential.id, wrong).authorization, 'Bearer x']) {
        const answer = await raw(request(`POST ${at.pathname}${at.search} HTTP/1.1`, [
            `Host: ${at.host}`, 'Content-Type: application/x-www-form-urlencoded',
            `Authorization: ${credentials(confidential).authorization}`, `Authorization: ${second}`,
        ], body));
        check.ok(answer.status === 400 || answer.status === 401, `${second.slice(0, 8)}: ${answer.status}`);
        check.doesNotMatch(answer.text, /access_token/);
    }
});

await test('a nearly correct secret is refused: newline, NUL, blank, prefix, other case, other Unicode form', async () => {
    const { id, secret } = confidential;
    const near = [`${secret}\n`, `${secret}\r\n`, ` ${secret}`, `${secret} `, secret.slice(0, -1), `${secret}0`, secret.toUpperCase() === secret ? secret.toLowerCase() : secret.toUpperCase(),
        secret.replace(/[0-9a-f]/, (one) => String.fromCodePoint(0xff00 + one.charCodeAt(0) - 0x20)), '', wrong, 'null', 'true', '0', '*', '%'];
    for (const one of near) {
        refused(await token({ ...grant, client_id: id, client_secret: one }), one === '' ? ['invalid_client', 'invalid_request'] : 'invalid_client', JSON.stringify(one).slice(0, 30));
    }
    refused(await token(`grant_type=client_credentials&client_id=${id}&client_secret=${secret}%00`), ['invalid_client', 'invalid_request'], 'NUL');
    check.equal((await token({ ...grant, client_id: id, client_secret: secret })).status, 200);
});

await test('the secret\'s hash or its masked hint do not authenticate', async () => {
    const hint = admin('show-client', confidential.id);
    for (const [name, value] of Object.entries(hint).filter(([, one]) => typeof one === 'string' && one !== '')) {
        refused(await token({ ...grant, client_id: confidential.id, client_secret: value }), 'invalid_client', name);
    }
});

await test('a secret in the query is refused', async () => {
    const at = new URL(metadata.token_endpoint);
    at.search += `${at.search ? '&' : '?'}${new URLSearchParams({ client_id: confidential.id, client_secret: confidential.secret })}`;
    refused(await post(at.href, grant), ['invalid_client', 'invalid_request']);
    check.equal((await post(at.href, grant, {})).body.access_token, undefined);
});

await test('a public client cannot use a secret or client credentials; a confidential client needs its secret', async () => {
    refused(await token({ ...grant, client_id: spa.id }), ['unauthorized_client', 'invalid_client'], 'public');
    for (const secret of ['', 'x', wrong]) {
        refused(await token({ ...grant, client_id: spa.id, client_secret: secret }), ['unauthorized_client', 'invalid_client'], `public with ${secret}`);
    }
    refused(await token({ ...grant, client_id: confidential.id }), 'invalid_client', 'confidential without');
    refused(await token(grant), ['invalid_client', 'invalid_request'], 'nobody');
});

await test('an unknown client, a wrong secret and a paused client get the same answer', async () => {
    const unknown = await token(grant, basic('f'.repeat(32), wrong));
    const bad = await token(grant, basic(confidential.id, wrong));
    refused(unknown, 'invalid_client');
    check.deepEqual(unknown.body, bad.body);
    check.equal(unknown.status, bad.status);
    check.equal(unknown.headers.get('www-authenticate'), bad.headers.get('www-authenticate'));
    admin('pause', other.id);
    try {
        refused(await clientCredentials(other), 'invalid_client', 'paused, right secret');
        check.deepEqual((await token(grant, basic(other.id, wrong))).body, unknown.body);
    } finally {
        admin('resume', other.id);
    }
    check.equal((await clientCredentials(other)).status, 200);
});

await test('the time of a refusal does not reveal whether a client exists: medians within noise', async () => {
    const median = (times) => times.sort((a, b) => a - b)[times.length >> 1];
    const sides = { known: basic(confidential.id, wrong), unknown: basic('unconfident1', wrong) };
    check.equal('unconfident1'.length, confidential.id.length);
    let ratio;
    // The sides take turns, so that a busy machine slows both. A real difference shows in every attempt.
    for (let attempt = 0; attempt < 3; attempt++) {
        const times = { known: [], unknown: [] };
        for (let round = 0; round < 250; round++) {
            for (const side of round % 2 === 0 ? ['known', 'unknown'] : ['unknown', 'known']) {
                const start = performance.now();
                await token(grant, sides[side]);
                times[side].push(performance.now() - start);
            }
        }
        ratio = median(times.known) / median(times.unknown);
        if (ratio > 0.9 && ratio < 1.1) {
            break;
        }
    }
    check.ok(ratio > 0.9 && ratio < 1.1, `the medians' ratio is ${ratio.toFixed(2)}`);
});

await test('an assertion authenticates no client that has no keys', async () => {
    const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const assertion = `${part({ alg: 'none' })}.${part({ iss: confidential.id, sub: confidential.id, aud: metadata.issuer, exp: 4102444800, jti: 'x' })}.`;
    for (const type of ['urn:ietf:params:oauth:client-assertion-type:jwt-bearer', 'x', '']) {
        refused(await token({ ...grant, client_id: confidential.id, client_assertion_type: type, client_assertion: assertion }), ['invalid_client', 'invalid_request'], type);
    }
});

await test('only POST is accepted: other methods are 405 with Allow, and the query is ignored', async () => {
    const at = new URL(metadata.token_endpoint);
    at.search += `${at.search ? '&' : '?'}${new URLSearchParams({ ...grant, client_id: confidential.id, client_secret: confidential.secret })}`;
    for (const method of ['GET', 'PUT', 'DELETE', 'PATCH', 'HEAD']) {
        const response = await fetch(at, { method });
        check.equal(response.status, 405, method);
        check.match(response.headers.get('allow') ?? '', /POST/, method);
        check.doesNotMatch(await response.text(), /access_token/);
    }
});

await test('a method override does not turn a GET into a POST', async () => {
    const at = new URL(metadata.token_endpoint);
    at.search += `${at.search ? '&' : '?'}_method=POST&${new URLSearchParams({ ...grant, client_id: confidential.id, client_secret: confidential.secret })}`;
    const response = await fetch(at, { headers: { 'x-http-method-override': 'POST' } });
    check.equal(response.status, 405);
});

await test('another content type is refused; parameters and case of the correct one do not matter', async () => {
    const form = new URLSearchParams({ ...grant, client_id: confidential.id, client_secret: confidential.secret }).toString();
    const json = JSON.stringify({ ...grant, client_id: confidential.id, client_secret: confidential.secret });
    const parts = Object.entries({ ...grant, client_id: confidential.id, client_secret: confidential.secret })
        .map(([name, value]) => `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`).join('');
    for (const [type, body] of [
        ['application/json', json], ['multipart/form-data; boundary=b', `${parts}--b--\r\n`], ['text/plain', form], ['application/xml', form],
        ['application/x-www-form-urlencoded-not', form], ['text/html', form], ['application/json', form],
    ]) {
        const answer = harmless(await post(metadata.token_endpoint, body, { 'content-type': type }), type);
        check.ok(answer.status === 400 || answer.status === 415, `${type}: ${answer.status}`);
        check.equal(answer.body.access_token, undefined);
    }
    for (const type of ['application/x-www-form-urlencoded; charset=UTF-8', 'Application/X-WWW-Form-Urlencoded', 'application/x-www-form-urlencoded;charset=utf-8']) {
        check.equal((await post(metadata.token_endpoint, form, { 'content-type': type })).status, 200, type);
    }
});

await test('unknown and misspelt grant types are unsupported_grant_type, a missing one is invalid_request', async () => {
    for (const type of ['password', 'implicit', 'authorization_code ', 'CLIENT_CREDENTIALS', 'urn:ietf:params:oauth:grant-type:jwt-bearer', 'urn:ietf:params:oauth:grant-type:token-exchange', '__proto__', '0', 'x'.repeat(3000)]) {
        refused(await token({ grant_type: type, username: 'viewer', password: 'x' }, credentials(confidential)), 'unsupported_grant_type', type.slice(0, 40));
    }
    for (const form of [{}, { grant_type: '' }, { granttype: 'client_credentials' }]) {
        refused(await token(form, credentials(confidential)), 'invalid_request');
    }
});

await test('a grant that the client may not use is unauthorized_client', async () => {
    const made = admin('add-client', 'machine', '');
    const client = { id: made.id, secret: made.secret };
    refused(await token({ grant_type: 'refresh_token', refresh_token: 'x' }, credentials(client)), 'unauthorized_client', 'refresh');
    refused(await token({ grant_type: 'authorization_code', code: 'x', code_verifier: 'a'.repeat(43) }, credentials(client)), 'unauthorized_client', 'code');
    check.equal((await clientCredentials(client)).status, 200);
    admin('delete-client', client.id);
});

await test('client credentials: unknown or malformed scopes and one beyond the client\'s are invalid_scope; several give the least', async () => {
    for (const scope of ['matomo:superuser', 'matomo:read matomo:superuser', 'x', 'matomo:read x', 'MATOMO:READ', 'matomo:', '*', '"', 'matomo:read\u00a0']) {
        refused(await clientCredentials(confidential, scope), 'invalid_scope', scope);
    }
    for (const scope of ['matomo:write matomo:read', 'matomo:read matomo:write', 'matomo:read offline_access matomo:read']) {
        const answer = await clientCredentials(confidential, scope);
        check.deepEqual([answer.status, answer.body.scope], [200, 'matomo:read'], scope);
        check.equal((await callWrite(answer.body.access_token)).status, 403, scope);
    }
    refused(await clientCredentials(confidential, 'matomo:read', {}) && await token({ ...grant, resource: 'https://elsewhere.example/' }, credentials(confidential)), 'invalid_target');
});

await test('introspection answers only authenticated confidential clients', async () => {
    const set = await tokens();
    const ask = (form, headers) => post(metadata.introspection_endpoint, { token: set.access_token, ...form }, headers);
    check.equal((await ask({}, credentials(confidential))).body.active, true);
    for (const [what, answer] of [
        ['nobody', await ask({})], ['public', await ask({ client_id: spa.id })], ['id only', await ask({ client_id: confidential.id })],
        ['wrong secret', await ask({}, basic(confidential.id, wrong))], ['the token itself', await ask({}, { authorization: `Bearer ${set.access_token}` })],
    ]) {
        harmless(answer, what);
        check.ok([400, 401, 403].includes(answer.status), `${what}: ${answer.status}`);
        check.equal(answer.body.active, undefined, what);
    }
    const get = await fetch(`${metadata.introspection_endpoint}${metadata.introspection_endpoint.includes('?') ? '&' : '?'}token=${set.access_token}`, { headers: credentials(confidential) });
    check.equal(get.status, 405);
});

await test('introspection of another client\'s tokens is {"active":false} and nothing else', async () => {
    const set = await tokens();
    for (const value of [set.access_token, set.refresh_token, 'garbage', `${set.access_token}x`, 'a.b.c', '....', 'x'.repeat(20_000)]) {
        const answer = await post(metadata.introspection_endpoint, { token: value }, credentials(other));
        check.equal(answer.status, 200, value.slice(0, 20));
        check.deepEqual(answer.body, { active: false }, value.slice(0, 20));
    }
});

done();
