// SPDX-License-Identifier: GPL-3.0-or-later
/** Matomo at the root or in a folder, behind a proxy, with force_ssl; and requests with forged headers about it. */
import { readFileSync } from 'node:fs';
import { Browser } from '../../../../host/tests/clients/node/driver.mjs';
import { admin, api, challenge, challengeOf, check, clientCredentials, clients, done, issuer, metadata, newVerifier, post, raw, request, settings, test, tokens, users } from './call.mjs';
import { request as bytes } from '../../../../host/tests/attacks/http.mjs';

const { confidential } = clients;
const { origin, pathname } = new URL(issuer);
const folder = pathname === '/' ? '' : pathname;
const claims = (token) => JSON.parse(Buffer.from(token.split('.')[1], 'base64url'));

await test('the code flow works at this address, and its tokens name it', async () => {
    const set = await tokens(confidential);
    check.equal(claims(set.access_token).iss, issuer);
    check.equal([claims(set.access_token).aud].flat()[0], issuer);
    check.equal((await api('API.getMatomoVersion', {}, { bearer: set.access_token })).status, 200);
});

await test('the login at authorize without JavaScript returns below this address', async () => {
    const browser = new Browser();
    const url = `${metadata.authorization_endpoint}&${new URLSearchParams({ client_id: confidential.id, redirect_uri: confidential.redirectUri, response_type: 'code', code_challenge: challenge(newVerifier()), code_challenge_method: 'S256', state: 's' })}`;
    const end = await browser.authorize(url, users.viewer);
    check.ok(end.location !== null && new URL(end.location).searchParams.has('code'), `${end.status} ${end.location}`);
    check.equal(new URL(end.location).searchParams.get('iss'), issuer);
});

await test('the well-known documents are at the URLs of RFC 8414 and RFC 9728, and inside the folder', async () => {
    const server = await (await fetch(settings.metadata)).json();
    check.equal(server.issuer, issuer);
    for (const name of ['oauth-authorization-server', 'openid-configuration']) {
        for (const url of [`${origin}/.well-known/${name}${folder}`, `${issuer}/.well-known/${name}`]) {
            const found = await (await fetch(url)).json();
            check.equal(found.issuer, issuer, url);
            check.equal(found.token_endpoint, server.token_endpoint, url);
        }
    }
    for (const url of [`${origin}/.well-known/oauth-protected-resource${folder}`, `${issuer}/.well-known/oauth-protected-resource`]) {
        const found = await (await fetch(url)).json();
        check.equal(found.resource, issuer, url);
        check.deepEqual(found.authorization_servers, [issuer], url);
    }
    const mcp = '/index.php?module=API&method=McpServer.mcp&format=mcp';
    check.equal((await (await fetch(`${origin}/.well-known/oauth-protected-resource${folder}${mcp}`)).json()).resource, `${issuer}${mcp}`);
    for (const [name, value] of Object.entries(server)) {
        check.ok(!/(_endpoint|_uri)$/.test(name) || value.startsWith(`${issuer}/`), `${name}: ${value}`);
    }
});

await test('the clean routes work at this address', async () => {
    const answer = await post(`${issuer}/oauth2/token`, { grant_type: 'client_credentials', client_id: confidential.id, client_secret: confidential.secret });
    check.equal(answer.status, 200);
    const response = await fetch(`${issuer}/oauth2/authorize?client_id=x&state=a%20b`, { redirect: 'manual' });
    check.equal(response.headers.get('location'), `${issuer}/index.php?module=OAuth2&action=authorize&client_id=x&state=a%20b`);
});

await test('no header of a request changes issuer, endpoints, challenge or token', async () => {
    const spoofs = [
        ['Host: evil.example'], [`Host: ${new URL(issuer).host}`, 'X-Forwarded-Host: evil.example'], [`Host: ${new URL(issuer).host}`, 'Forwarded: host=evil.example;proto=https'],
        [`Host: ${new URL(issuer).host}`, 'X-Forwarded-Proto: https', 'X-Forwarded-Port: 443', 'X-Forwarded-Prefix: /evil'], [`Host: ${new URL(issuer).host}`, 'X-Forwarded-Uri: /evil', 'X-Original-URL: /evil'],
    ];
    const right = await (await fetch(settings.metadata)).json();
    for (const headers of spoofs) {
        const document = await raw(bytes(`GET ${folder}/index.php?module=OAuth2&action=metadata HTTP/1.1`, headers));
        check.deepEqual(document.body, right, `${headers}`);
        const refused = await raw(bytes(`GET ${folder}/index.php?module=API&method=API.getMatomoVersion&format=json HTTP/1.1`, headers));
        check.equal(refused.status, 401, `${headers}`);
        check.equal(challengeOf(refused).resource_metadata, `${issuer}/index.php?module=OAuth2&action=resourceMetadata`, `${headers}`);
        const answer = await raw(bytes(`POST ${folder}/index.php?module=OAuth2&action=token HTTP/1.1`, [...headers, 'Content-Type: application/x-www-form-urlencoded'], `grant_type=client_credentials&client_id=${confidential.id}&client_secret=${confidential.secret}`));
        check.equal(answer.status, 200, `${headers}`);
        check.equal(claims(answer.text.match(/"access_token":"([^"]+)"/)[1]).iss, issuer);
        const moved = await raw(bytes(`GET ${folder}/oauth2/authorize?client_id=x HTTP/1.1`, headers));
        check.ok(moved.headers.get('location').startsWith(`${issuer}/index.php?`), `${headers}: ${moved.headers.get('location')}`);
    }
    check.equal(admin('call', 'OAuth2.getEndpoints').issuer, issuer);
});

if (folder === '') {
    await test('behind a proxy: Matomo\'s settings decide which headers count, and the issuer is the public address', async () => {
        const { proxy } = settings.addresses;
        const outside = async (url, init = {}) => fetch(url.replace(issuer, proxy), init);
        // Without settings no header counts.
        check.equal((await (await outside(settings.metadata)).json()).issuer, issuer);
        admin('config', 'General', 'proxy_host_headers[] = HTTP_X_FORWARDED_HOST');
        admin('config', 'General', 'proxy_client_headers[] = HTTP_X_FORWARDED_FOR');
        const set = (value) => admin('confirm', 'CorePluginsAdmin.setSystemSettings', JSON.stringify({ settingValues: { OAuth2: [{ name: 'issuer', value }] } }));
        try {
            set(proxy);
            const document = await (await fetch(`${proxy}/index.php?module=OAuth2&action=metadata`)).json();
            check.equal(document.issuer, proxy);
            check.ok(document.token_endpoint.startsWith(`${proxy}/`));
            const url = `${document.authorization_endpoint}&${new URLSearchParams({ client_id: confidential.id, redirect_uri: confidential.redirectUri, response_type: 'code', code_challenge: challenge(newVerifier()), code_challenge_method: 'S256' })}`;
            const end = await new Browser().authorize(url, users.viewer);
            check.ok(end.location?.startsWith(confidential.redirectUri), `${end.status} ${end.location} ${end.html.slice(0, 200)}`);
            check.equal(new URL(end.location).searchParams.get('iss'), proxy);
            const answer = await post(document.token_endpoint, { grant_type: 'client_credentials', client_id: confidential.id, client_secret: confidential.secret });
            check.equal(claims(answer.body.access_token).iss, proxy);
            check.equal((await request({ base: proxy, parameters: { module: 'API', format: 'json', method: 'API.getMatomoVersion' }, headers: { authorization: `Bearer ${answer.body.access_token}` } })).status, 200);
        } finally {
            set(issuer);
            admin('config');
        }
    });

    await test('the issuer changes only by command, and tokens of the old issuer become invalid', async () => {
        const { access_token: value } = (await clientCredentials()).body;
        const set = (address) => admin('confirm', 'CorePluginsAdmin.setSystemSettings', JSON.stringify({ settingValues: { OAuth2: [{ name: 'issuer', value: address }] } }));
        set('https://matomo.example/analytics');
        try {
            check.equal((await (await fetch(settings.metadata)).json()).issuer, 'https://matomo.example/analytics');
            check.equal((await api('API.getMatomoVersion', {}, { bearer: value })).status, 401);
        } finally {
            set(issuer);
        }
        check.equal((await api('API.getMatomoVersion', {}, { bearer: value })).status, 200);
    });

    await test('with force_ssl nothing is served over http; over TLS it works, and the session\'s cookie is secure', async () => {
        const { access_token: value } = (await clientCredentials()).body;
        admin('config', 'General', 'force_ssl = 1');
        try {
            for (const url of [metadata.token_endpoint, settings.metadata, metadata.authorization_endpoint, metadata.jwks_uri]) {
                const response = await fetch(url, { redirect: 'manual', ...(url === metadata.token_endpoint ? { method: 'POST', body: new URLSearchParams({ grant_type: 'client_credentials', client_id: confidential.id, client_secret: confidential.secret }) } : {}) });
                check.equal(response.status, 302, url);
                check.match(response.headers.get('location'), /^https:\/\/127\.0\.0\.1/, url);
                check.doesNotMatch(await response.text(), /access_token/);
            }
            const refused = await api('API.getMatomoVersion', {}, { bearer: value });
            check.notEqual(refused.status, 200);
            check.doesNotMatch(refused.text, /"value"/);
            admin('config', 'General', 'assume_secure_protocol = 1');
            check.equal((await clientCredentials()).status, 200);
            check.equal((await api('API.getMatomoVersion', {}, { bearer: value })).status, 200);
            const page = await request({ parameters: { module: 'OAuth2', action: 'authorize' } });
            check.match(page.headers.get('set-cookie'), /secure/i);
            check.match(page.headers.get('set-cookie'), /httponly/i);
        } finally {
            admin('config');
        }
    });
}

done();
