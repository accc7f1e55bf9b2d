// SPDX-License-Identifier: GPL-3.0-or-later
/** Attacks on clients that authenticate with keys (private_key_jwt, RFC 7523). */
import { execFileSync } from 'node:child_process';
import { constants, createHmac, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { check, done, test } from '../clients/node/check.mjs';
import settings, { issuer, users } from '../clients/node/settings.mjs';
import { basic, call, confidential, credentials, metadata, post, refused, token, tokens } from './http.mjs';

const TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const admin = (...words) => JSON.parse(execFileSync(settings.admin[0], [...settings.admin.slice(1), ...words]).toString());
const part = (value) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
const now = () => Math.floor(Date.now() / 1000);
const pairs = {
    ES256: generateKeyPairSync('ec', { namedCurve: 'P-256' }),
    RS256: generateKeyPairSync('rsa', { modulusLength: 2048 }),
    EdDSA: generateKeyPairSync('ed25519'),
};
const jwk = (alg, kid, pair = pairs[alg]) => ({ ...pair.publicKey.export({ format: 'jwk' }), alg, kid });
const signers = {
    ES256: (text, key) => sign('sha256', text, { key, dsaEncoding: 'ieee-p1363' }),
    RS256: (text, key) => sign('sha256', text, key),
    PS256: (text, key) => sign('sha256', text, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 }),
    EdDSA: (text, key) => sign(null, text, key),
};

const victim = admin('add-client', 'machine', '', `keyed-${process.pid}`, users.viewer.login).id;
admin('set-keys', victim, JSON.stringify({ keys: [jwk('ES256', 'ec'), jwk('RS256', 'rsa'), jwk('EdDSA', 'okp')] }));

/** An assertion that is valid but for what is given; undefined removes a member. */
function assertion(claims = {}, header = {}, { alg = 'ES256', key = pairs[alg].privateKey } = {}) {
    const head = { alg, kid: { ES256: 'ec', RS256: 'rsa', EdDSA: 'okp' }[alg], typ: 'JWT', ...header };
    const body = { iss: victim, sub: victim, aud: issuer, exp: now() + 60, iat: now(), jti: randomUUID(), ...claims };
    const text = `${part(head)}.${part(body)}`;
    return `${text}.${signers[alg](Buffer.from(text), key).toString('base64url')}`;
}

const form = (jwt, more = {}) => ({ grant_type: 'client_credentials', client_assertion_type: TYPE, client_assertion: jwt, ...more });
const present = (jwt, more = {}, headers = {}) => token(form(jwt, more), headers);

await test('valid assertions of each key get tokens', async () => {
    for (const alg of Object.keys(pairs)) {
        const answer = await present(assertion({}, {}, { alg }));
        check.equal(answer.status, 200, answer.text);
        check.equal((await call(answer.body.access_token)).status, 200);
    }
});

await test('of twenty simultaneous requests with one assertion, one gets a token', async () => {
    for (let round = 0; round < 5; round++) {
        const jwt = assertion();
        const answers = await Promise.all(Array.from({ length: 20 }, () => present(jwt)));
        check.deepEqual(answers.map(({ status }) => status).sort(), [200, ...Array(19).fill(401)]);
    }
});

await test('an assertion that was used at one endpoint is used at the others', async () => {
    const { access_token: subject } = (await present(assertion())).body;
    const jwt = assertion();
    const { grant_type: _, ...parameters } = form(jwt, { token: subject });
    check.equal((await post(metadata.introspection_endpoint, parameters)).body.active, true);
    for (const endpoint of [metadata.introspection_endpoint, metadata.revocation_endpoint]) {
        refused(await post(endpoint, parameters), 'invalid_client');
    }
    refused(await present(jwt), 'invalid_client');
    check.equal((await call(subject)).status, 200, 'nothing was revoked');
});

await test('wrong claims are refused, and the assertion of a stranger is', async () => {
    const cases = {
        'another server': { aud: 'https://other.example' }, 'two audiences': { aud: [issuer, 'https://other.example'] }, 'both of ours': { aud: [issuer, metadata.token_endpoint] },
        'the revocation endpoint': { aud: metadata.revocation_endpoint }, 'a slash more': { aud: `${issuer}/` }, 'no aud': { aud: undefined }, 'no exp': { exp: undefined },
        'ten years': { exp: now() + 315360000 }, 'an hour': { exp: now() + 3600 }, 'expired': { exp: now() - 61 }, 'exp as text': { exp: String(now() + 60) }, 'no jti': { jti: undefined },
        'a jti of 5,000 characters': { jti: 'j'.repeat(5000) }, 'another sub': { sub: confidential.id }, 'another iss': { iss: confidential.id }, 'nbf tomorrow': { nbf: now() + 86400 },
        'iat tomorrow': { iat: now() + 86400 }, 'iat last year': { iat: now() - 31536000 }, 'another client': { iss: confidential.id, sub: confidential.id }, 'nobody': { iss: 'nobody', sub: 'nobody' },
        'SQL as client': { iss: "' OR 1=1 -- ", sub: "' OR 1=1 -- " }, 'a list as client': { iss: [victim], sub: [victim] },
    };
    for (const [what, claims] of Object.entries(cases)) {
        check.equal(refused(await present(assertion(claims)), 'invalid_client', what).status, 401, what);
    }
    const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    refused(await present(assertion({}, {}, { key: stranger.privateKey })), 'invalid_client');
    refused(await present(assertion({}, { jwk: jwk('ES256', 'ec', stranger) }, { key: stranger.privateKey })), 'invalid_client');
});

await test('other algorithms, and a key with the algorithm of another, are refused', async () => {
    const [head, body] = assertion({}, {}, { alg: 'RS256' }).split('.');
    const pem = pairs.RS256.publicKey.export({ format: 'pem', type: 'spki' });
    for (const alg of ['none', 'None', 'NONE', 'nOnE']) {
        for (const signature of ['', head, 'AA']) {
            refused(await present(`${part({ alg, kid: 'rsa' })}.${body}.${signature}`), 'invalid_client', alg);
        }
    }
    for (const secret of [pem, pem.trim(), JSON.stringify(jwk('RS256', 'rsa')), '', ' ']) {
        const text = `${part({ alg: 'HS256', kid: 'rsa' })}.${body}`;
        refused(await present(`${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`), 'invalid_client', 'HS256');
    }
    refused(await present(assertion({}, { kid: 'rsa' }, { alg: 'PS256', key: pairs.RS256.privateKey })), 'invalid_client');
    for (const kid of ['rsa', 'okp', '../../dev/null', "' OR 1=1 -- ", '__proto__', 'x'.repeat(3000), 5, ['ec'], {}, null, '']) {
        refused(await present(assertion({}, { kid })), 'invalid_client', String(kid));
    }
});

await test('tokens of another kind are no assertions', async () => {
    for (const typ of ['at+jwt', 'application/at+jwt', 'AT+JWT', 'dpop+jwt', 'oauth-authz-req+jwt', 'secevent+jwt', 5, '']) {
        refused(await present(assertion({}, { typ })), 'invalid_client', String(typ));
    }
    refused(await present((await tokens()).access_token), 'invalid_client');
});

await test('signatures and texts of other forms are refused', async () => {
    const jwt = assertion();
    const [head, body, signature] = jwt.split('.');
    const raw = Buffer.from(signature, 'base64url');
    const cases = {
        'no signature': `${head}.${body}.`, 'two parts': `${head}.${body}`, 'four parts': `${jwt}.x`, 'five parts': `${jwt}..`, 'padding': `${jwt}=`, 'a blank': ` ${jwt}`, 'a line end': `${jwt}\n`,
        'zeros': `${head}.${body}.${Buffer.alloc(64).toString('base64url')}`, 'a byte more': `${head}.${body}.${Buffer.concat([raw, Buffer.from([0])]).toString('base64url')}`,
        'DER': `${head}.${body}.${sign('sha256', `${head}.${body}`, pairs.ES256.privateKey).toString('base64url')}`, 'JSON': JSON.stringify({ payload: body, signatures: [{ protected: head, signature }] }),
        'duplicate members': (() => {
            const text = `${head}.${part(`{"iss":"${victim}","iss":"${victim}","sub":"${victim}","aud":"${issuer}","exp":${now() + 60},"jti":"${randomUUID()}"}`)}`;
            return `${text}.${signers.ES256(Buffer.from(text), pairs.ES256.privateKey).toString('base64url')}`;
        })(),
        'crit': assertion({}, { crit: ['exp'] }), 'b64': assertion({}, { b64: false, crit: ['b64'] }), 'huge': assertion({ x: 'x'.repeat(20000) }), 'deep': assertion({ x: JSON.parse('['.repeat(60) + ']'.repeat(60)) }),
    };
    for (const [what, text] of Object.entries(cases)) {
        refused(await present(text), ['invalid_client', 'invalid_request'], what);
    }
    check.equal((await present(jwt)).status, 200, 'none of these used the assertion');
});

await test('an assertion beside a secret, beside Basic or twice is refused, and in the URL', async () => {
    const jwt = assertion();
    for (const [more, headers] of [[{ client_secret: confidential.secret }, {}], [{}, basic(confidential.id, confidential.secret)], [{}, basic(victim, '')], [{ client_id: confidential.id }, {}]]) {
        refused(await present(jwt, more, headers), ['invalid_request', 'invalid_client']);
    }
    refused(await token(`${new URLSearchParams(form(jwt))}&client_assertion=${jwt}`), 'invalid_request');
    const { client_assertion: _, ...rest } = form(jwt);
    refused(await post(`${metadata.token_endpoint}${metadata.token_endpoint.includes('?') ? '&' : '?'}client_assertion=${jwt}`, rest), ['invalid_request', 'invalid_client']);
    for (const type of ['x', TYPE.replace('jwt', 'saml2'), '']) {
        refused(await present(jwt, { client_assertion_type: type }), ['invalid_client', 'invalid_request'], type);
    }
    check.equal((await present(jwt)).status, 200, 'none of these used the assertion');
    check.equal((await token({ grant_type: 'client_credentials', client_assertion: '', client_assertion_type: TYPE }, credentials(confidential))).status, 200, 'an empty one is none');
});

await test('a client with keys has no secret, and the errors do not tell who exists', async () => {
    for (const secret of ['', 'null', '0', confidential.secret]) {
        refused(await token({ grant_type: 'client_credentials' }, basic(victim, secret)), 'invalid_client', secret);
    }
    refused(await token({ grant_type: 'client_credentials', client_id: victim }), 'invalid_client');
    const key = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
    const texts = new Set();
    for (const id of [victim, confidential.id, 'nobody']) {
        texts.add((await present(assertion({ iss: id, sub: id }, {}, { key }))).text);
    }
    check.equal(texts.size, 1);
});

done();
