// SPDX-License-Identifier: GPL-3.0-or-later
/** Attacks on metadata and discovery: foreign Host headers, forwarded headers, and unusual paths to the documents. */
import { check, done, test } from '../clients/node/check.mjs';
import { api, issuer, users } from '../clients/node/settings.mjs';
import { authorize } from '../clients/node/driver.mjs';
import { challenge, checkout, confidential, credentials, metadata, newVerifier, raw, request } from './http.mjs';

const { host } = new URL(issuer);
const where = { server: '/.well-known/oauth-authorization-server', openid: '/.well-known/openid-configuration', resource: '/.well-known/oauth-protected-resource' };
const ask = async (path, headers = [`Host: ${host}`], method = 'GET') => {
    const answer = await raw(request(`${method} ${path} HTTP/1.1`, headers));
    // PHP's own web server always repeats the Host header in its answers.
    return { ...answer, head: answer.head.replace(/^host:.*$/gim, '') };
};

const spoofs = [
    ['Host: evil.example'], ['Host: EVIL.EXAMPLE:8443'], [`Host: ${host}.evil.example`], [`Host: evil.example@${host}`], ['Host: localhost'], [`Host: ${host.toUpperCase()}`], ['Host: 127.0.0.1'],
    [`Host: ${host}`, 'X-Forwarded-Host: evil.example'], [`Host: ${host}`, 'X-Forwarded-Proto: https'], [`Host: ${host}`, 'X-Forwarded-Port: 443'], [`Host: ${host}`, 'Forwarded: host=evil.example;proto=https'],
    [`Host: ${host}`, 'X-Original-URL: /evil'], [`Host: ${host}`, 'X-Rewrite-URL: /evil'], [`Host: ${host}`, 'X-Forwarded-Prefix: /evil'], [`Host: ${host}`, 'X-HTTP-Host-Override: evil.example'],
    ['Host: evil.example/x?'], ['Host: "><script>'], ['Host: evil.example:99999'],
];

await test('no Host or forwarded header changes issuer, endpoints or resource', async () => {
    for (const path of Object.values(where)) {
        const right = await ask(path);
        check.equal(right.status, 200, path);
        for (const headers of spoofs) {
            const answer = await ask(path, headers);
            check.ok(answer.status === 200 || (answer.status >= 400 && answer.status < 500), `${path} ${headers}: ${answer.status}`);
            check.doesNotMatch(answer.head + answer.text, /evil|<script>/i, `${path} ${headers}`);
            if (answer.status === 200) {
                check.deepEqual(answer.body, right.body, `${path} ${headers}`);
            }
        }
    }
});

await test('no Host header changes the challenge, the issued token, or iss in the authorization response', async () => {
    const at = new URL(api);
    const tokenEndpoint = new URL(metadata.token_endpoint);
    for (const headers of spoofs) {
        const refused = await ask(`${at.pathname}${at.search}`, headers);
        check.ok(refused.status >= 400 && refused.status < 500, `${headers}`);
        check.doesNotMatch(refused.head, /evil/i, `${headers}`);
        const answer = await raw(request(`POST ${tokenEndpoint.pathname}${tokenEndpoint.search} HTTP/1.1`, [...headers, 'Content-Type: application/x-www-form-urlencoded', `Authorization: ${credentials(confidential).authorization}`], 'grant_type=client_credentials'));
        if (answer.status === 200) {
            const claims = JSON.parse(Buffer.from(answer.text.match(/"access_token":"([^"]+)"/)[1].split('.')[1], 'base64url'));
            check.equal(claims.iss, issuer, `${headers}`);
            check.doesNotMatch(JSON.stringify(claims.aud), /evil/);
        }
    }
    const url = new URL(metadata.authorization_endpoint);
    for (const [name, value] of Object.entries({ client_id: confidential.id, redirect_uri: confidential.redirectUri, response_type: 'code', scope: 'matomo:read', state: 's', code_challenge: challenge(newVerifier()), code_challenge_method: 'S256' })) {
        url.searchParams.set(name, value);
    }
    check.equal((await authorize(url.href, users.viewer)).searchParams.get('iss'), issuer);
});

await test('unusual paths give 404 or the correct document, never one with another issuer', async () => {
    const bends = (path) => [
        `${path}/`, `${path}//`, `${path};x`, `${path};x=y/z`, `${path}?x=y`, `${path}?issuer=https://evil.example`, `${path}%2e`, `${path}%00`, `${path}%20`, `${path}.json`, `${path}/.`, `${path}/..`, `${path}/../x`,
        path.replace('/.well-known', '//.well-known'), path.replace('.well-known', '%2ewell-known'), path.replace('.well-known', '.WELL-KNOWN'), path.replace('/.well-known/', '/.well-known//'), path.replace('/.well-known/', '/.well-known/./'), path.replace('/.well-known/', '/.well-known/x/../'),
        `/evil${path}`, `/index.php${path}`, `/oauth2${path}`, `${path}/evil`, `${path}/oauth2/token`, `${path}/https://evil.example`, `${path}/..%2f..%2fconfig`, `http://evil.example${path}`, `${path}/${'a'.repeat(3000)}`, `${path}/%ff`, `${path}/<script>`.replace(/[<>]/g, encodeURIComponent),
    ];
    for (const path of Object.values(where)) {
        const right = await ask(path);
        for (const bent of bends(path)) {
            const answer = await ask(bent);
            check.ok(answer.status === 200 || (answer.status >= 300 && answer.status < 500), `${bent}: ${answer.status}`);
            check.doesNotMatch(answer.head, /^location:.*evil/im, bent);
            if (answer.status === 200 && /issuer|authorization_servers/.test(answer.text)) {
                check.equal(answer.body.issuer ?? answer.body.authorization_servers?.[0], issuer, bent);
                check.ok(path !== where.resource || answer.body.resource === right.body.resource || answer.body.resource?.startsWith(`${issuer}/`), bent);
            }
            check.doesNotMatch(answer.text, /evil\.example|<script>|Stack trace|Fatal/, bent);
            check.ok(!answer.text.includes(checkout), bent);
        }
    }
});

await test('files beside the front script are not served', async () => {
    for (const path of ['/config.php', '/../config.php', '/..%2fconfig.php', '/../src/Config.php', '/../autoload.php', '/oauth2.sqlite', '/../../var/host/oauth2.sqlite', '/.git/config', '/../../.git/config', '/users/61646d696e.json', '/../users/61646d696e.json']) {
        const answer = await ask(path);
        check.ok(answer.status >= 300 && answer.status < 500, `${path}: ${answer.status}`);
        check.doesNotMatch(answer.text, /<\?php|wrapping_secret|SQLite format|\[core\]|"hash"/, path);
    }
});

await test('metadata answers only GET and HEAD, has a content type, and never changes', async () => {
    for (const path of Object.values(where)) {
        const first = await fetch(`${issuer}${path}`);
        check.match(first.headers.get('content-type'), /^application\/json/);
        check.deepEqual(await first.json(), await (await fetch(`${issuer}${path}`)).json());
        check.equal((await fetch(`${issuer}${path}`, { method: 'HEAD' })).status, 200);
        for (const method of ['POST', 'PUT', 'DELETE']) {
            check.equal((await fetch(`${issuer}${path}`, { method })).status, 405, `${method} ${path}`);
        }
    }
});

await test('the metadata names endpoints on the issuer\'s origin only, and each of them answers', async () => {
    const document = metadata;
    for (const [name, value] of Object.entries(document)) {
        if (/(_endpoint|_uri)$/.test(name)) {
            check.equal(new URL(value).origin, new URL(issuer).origin, name);
            check.notEqual((await fetch(value, { redirect: 'manual' })).status, 404, name);
        }
    }
    check.equal(document.registration_endpoint, undefined);
});

done();
