// SPDX-License-Identifier: GPL-3.0-or-later
/** Hostile parameters at every POST endpoint: repeats, PHP's name mangling, invalid encodings, sizes, SQL and HTML. */
import { check, done, test } from '../clients/node/check.mjs';
import { api, issuer } from '../clients/node/settings.mjs';
import { basic, call, confidential, credentials, get, harmless, metadata, newCode, post, raw, redeem, refused, request, token, tokens } from './http.mjs';

const form = { grant_type: 'client_credentials', scope: 'matomo:read', client_id: confidential.id, client_secret: confidential.secret };
const text = (pairs) => new URLSearchParams(pairs).toString();
const endpoints = { token: metadata.token_endpoint, revoke: metadata.revocation_endpoint, introspect: metadata.introspection_endpoint };
const everyErrorName = ['invalid_request', 'invalid_client', 'invalid_grant', 'invalid_scope', 'invalid_target', 'unauthorized_client', 'unsupported_grant_type', 'unsupported_token_type'];

await test('a repeated parameter is invalid_request, even with the same value', async () => {
    for (const name of Object.keys(form)) {
        for (const value of [form[name], 'x', '']) {
            refused(await token(`${text(form)}&${text({ [name]: value })}`), 'invalid_request', `${name} again as ${value.slice(0, 8)}`);
        }
    }
    const given = await newCode();
    for (const name of ['code', 'code_verifier', 'redirect_uri', 'client_id']) {
        const once = { grant_type: 'authorization_code', code: given.code, code_verifier: given.verifier, redirect_uri: given.redirectUri, client_id: confidential.id };
        refused(await token(`${text(once)}&${text({ [name]: once[name] })}`, credentials(confidential)), 'invalid_request', name);
    }
    check.equal((await redeem(given)).status, 200);
    for (const name of ['refresh_token', 'scope']) {
        refused(await token(`grant_type=refresh_token&refresh_token=x&${name}=x&${name}=y`, credentials(confidential)), 'invalid_request', name);
    }
});

await test('a repeated parameter is invalid_request at revocation and introspection, too', async () => {
    const { access_token: value } = await tokens();
    for (const url of [endpoints.revoke, endpoints.introspect]) {
        refused(await post(url, `token=${value}&token=x`, credentials(confidential)), 'invalid_request');
        refused(await post(url, `token=${value}&token_type_hint=access_token&token_type_hint=refresh_token`, credentials(confidential)), 'invalid_request');
    }
    check.equal((await call(value)).status, 200);
});

await test('resource may be repeated; two known values or an unknown one are invalid_target', async () => {
    const same = `${text(form)}&${text({ resource: metadata.issuer })}`;
    const known = (await call()).headers.get('www-authenticate');
    check.ok(known);
    refused(await token(`${same}&${text({ resource: 'https://elsewhere.example/' })}`), 'invalid_target');
    for (const resource of ['x', '/relative', 'https://elsewhere.example/#f', 'javascript:alert(1)', `${api}#fragment`, '//', 'x'.repeat(5000)]) {
        refused(await token({ ...form, resource }), 'invalid_target', resource.slice(0, 40));
    }
});

await test('names that PHP would mangle to a known name are unknown', async () => {
    const mangled = (name) => [name.replace('_', '.'), name.replace('_', ' '), name.replace('_', '['), `${name}[]`, `${name}[0]`, `${name}[a][b]`, ` ${name}`, `${name} `, `${name}\u0000`, `${name}%00`];
    for (const name of ['client_id', 'client_secret', 'grant_type']) {
        for (const strange of mangled(name)) {
            const { [name]: value, ...rest } = form;
            const answer = harmless(await token({ ...rest, [strange]: value }), strange);
            check.ok(answer.status === 400 || answer.status === 401, `${strange}: ${answer.status} ${answer.text}`);
        }
    }
    for (const strange of ['client.id', 'client id', 'client[id', 'client_id[]', 'scope[]', 'grant.type', 'grant_type[]']) {
        const answer = await token({ ...form, [strange]: 'x' });
        check.ok(answer.status === 200 || answer.body.error === 'invalid_request', `${strange} beside the right one: ${answer.text}`);
    }
});

await test('an empty parameter counts as absent, an unknown one is ignored', async () => {
    const answer = await token({ ...form, code: '', refresh_token: '', resource: '', redirect_uri: '', something: 'else', 'x.y[z': '1' });
    check.equal(answer.status, 200, answer.text);
    refused(await token({ ...form, grant_type: '' }), 'invalid_request');
    check.equal((await token({ ...form, scope: '' })).body.scope, 'matomo:read');
    const unknown = 'something=1&something=2&x.y=1&x.y=1&audience=&audience=';
    check.equal((await token(`${text(form)}&${unknown}&client_assertion=&client_assertion_type=`)).status, 200);
    const at = `${endpoints.token}${endpoints.token.includes('?') ? '&' : '?'}client_id=&code&something=1&something=2`;
    check.equal((await post(at, form)).status, 200);
    const { access_token: value } = await tokens();
    for (const url of [endpoints.revoke, endpoints.introspect]) {
        check.equal((await post(url, `token=${value}&token_type_hint=&scope=&${unknown}`, credentials(confidential))).status, 200);
    }
});

await test('invalid percent-encoding, NUL and invalid UTF-8 are invalid_request in every parameter, even an unknown one', async () => {
    for (const bad of ['%', '%z', '%zz', '%4', '%00', 'a%00b', '%ff', '%c0%af', '%ed%a0%80', '%f8%88%80%80%80', '%e2%82']) {
        for (const name of ['grant_type', 'client_id', 'client_secret', 'scope', 'unknown', 'code']) {
            const { [name]: gone, ...rest } = form;
            refused(await token(`${text(rest)}&${name}=${bad}`), ['invalid_request', 'invalid_client'], `${name}=${bad}`);
        }
        refused(await token(`${text(form)}&${bad}=x`), 'invalid_request', `name ${bad}`);
    }
    refused(await token(Buffer.concat([Buffer.from(text(form)), Buffer.from([0x26, 0x78, 0x3d, 0xff, 0xfe])])), 'invalid_request', 'raw bytes');
    refused(await token(Buffer.concat([Buffer.from(text(form)), Buffer.from([0x26, 0x78, 0x3d, 0x00])])), 'invalid_request', 'raw NUL');
});

await test('bodies of 1 MiB and of ten thousand parameters are refused quickly', async () => {
    const bodies = {
        'one value': `${text(form)}&x=${'a'.repeat(1 << 20)}`, 'many names': `${text(form)}&${Array.from({ length: 10_000 }, (_, i) => `a${i}=1`).join('&')}`,
        'ampersands': `${text(form)}${'&'.repeat(1 << 20)}`, 'equal signs': `${text(form)}&${'='.repeat(1 << 20)}`, 'deep brackets': `${text(form)}&a${'[b]'.repeat(100_000)}=1`,
        'one long token': `grant_type=refresh_token&refresh_token=${'a.'.repeat(1 << 19)}&client_id=${confidential.id}`,
    };
    for (const [what, body] of Object.entries(bodies)) {
        for (const [name, url] of Object.entries(endpoints)) {
            const start = performance.now();
            const answer = harmless(await post(url, body), `${what} at ${name}`);
            check.ok([400, 401, 413].includes(answer.status), `${what} at ${name}: ${answer.status}`);
            check.ok(performance.now() - start < 5000, `${what} at ${name} took ${performance.now() - start} ms`);
        }
    }
    check.equal((await token(form)).status, 200);
});

await test('a chunked body, or one longer or shorter than its Content-Length, causes no server error', async () => {
    const at = new URL(metadata.token_endpoint);
    const line = `POST ${at.pathname}${at.search} HTTP/1.1`;
    const head = [`Host: ${at.host}`, 'Content-Type: application/x-www-form-urlencoded', 'Connection: close'];
    const body = text(form);
    const cut = await raw(`${[line, ...head, `Content-Length: ${body.length - 10}`, '', ''].join('\r\n')}${body}`);
    check.ok(cut.status < 500 && !/access_token/.test(cut.text), cut.head);
    const none = await raw(request(line, head.slice(0, 2)));
    check.ok(none.status >= 400 && none.status < 500, none.head);
});

const hostile = [
    "' OR '1'='1", "x'; DROP TABLE demo_oauth2_client; --", '" OR 1=1 -- ', '1 UNION SELECT secret_hash FROM oauth2_client', "\\' OR 1=1", '%25%27', '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>', '{{7*7}}', '${7*7}', '../../../../etc/passwd', 'php://filter/resource=index.php', 'O:8:"stdClass":0:{}', 'a:1:{i:0;i:1;}', '\r\nSet-Cookie: a=b', '\u202egnp.exe',
    '=cmd|calc', 'ſ', '\ud83d\ude00'.repeat(50), '9'.repeat(400), '-1', '1e309', 'null', '[]', '{}',
];

await test('SQL, HTML and other injections in any parameter of any endpoint have no effect and are not repeated', async () => {
    const parameters = {
        token: ['grant_type', 'client_id', 'client_secret', 'scope', 'resource', 'code', 'code_verifier', 'redirect_uri', 'refresh_token'],
        revoke: ['client_id', 'client_secret', 'token', 'token_type_hint'],
        introspect: ['client_id', 'client_secret', 'token', 'token_type_hint'],
    };
    for (const [endpoint, names] of Object.entries(parameters)) {
        for (const name of names) {
            for (const value of hostile) {
                const whole = endpoint === 'token'
                    ? { ...(name === 'refresh_token' ? { grant_type: 'refresh_token' } : ['code', 'code_verifier', 'redirect_uri'].includes(name) ? { grant_type: 'authorization_code', code: 'x', code_verifier: 'a'.repeat(43) } : form), client_id: confidential.id, client_secret: confidential.secret, [name]: value }
                    : { token: 'x', client_id: confidential.id, client_secret: confidential.secret, [name]: value };
                const what = `${endpoint} ${name}=${value.slice(0, 30)}`;
                const answer = harmless(await post(endpoints[endpoint], whole), what);
                if (answer.status >= 400) {
                    refused(answer, everyErrorName, what);
                }
                check.doesNotMatch(answer.headers.get('content-type') ?? 'application/json', /html/, what);
                check.doesNotMatch(answer.text, /<script|onerror|DROP TABLE|UNION|49\b/, what);
                check.equal(answer.headers.get('set-cookie'), null, what);
            }
        }
    }
    check.equal((await token(form)).status, 200);
});

await test('injections into the Basic and Bearer headers have no effect', async () => {
    for (const value of hostile.filter((one) => !/[\r\n]/.test(one))) {
        refused(await token({ grant_type: 'client_credentials' }, basic(value, value)), ['invalid_client', 'invalid_request'], value);
        const encoded = Buffer.from(value).toString('base64url');
        const answer = harmless(await call(`${encoded}.${encoded}.${encoded}`), value);
        check.equal(answer.status, 401);
        check.match(answer.headers.get('www-authenticate'), /^Bearer /);
    }
});

await test('the JSON endpoints cannot be sniffed as HTML and set no cookie', async () => {
    for (const answer of [await token({}), await get(metadata.jwks_uri), await get(`${issuer}/.well-known/oauth-authorization-server`), await post(endpoints.revoke, {}), await post(endpoints.introspect, {})]) {
        check.equal(answer.headers.get('x-content-type-options'), 'nosniff');
        check.equal(answer.headers.get('set-cookie'), null);
    }
});

done();
