// SPDX-License-Identifier: GPL-3.0-or-later
/** grant 5 as a vanilla HTTP server: it appends its query to the authorization endpoint with a second "?". */
import { createServer } from 'node:http';
import grant from 'grant';
import { Browser } from './driver.mjs';
import { check, done, test } from './check.mjs';
import { evaluated } from './document.mjs';
import settings, { api, clients, users } from './settings.mjs';

const metadata = await (await fetch(settings.metadata)).json();
const { confidential } = clients;
const port = new URL(confidential.redirectUri).port;
const application = `http://127.0.0.1:${port}`;

const documented = evaluated('grant', { clientId: confidential.id, clientSecret: confidential.secret });
const handle = grant.node({
    config: {
        defaults: { origin: application, prefix: '/connect', transport: 'state' },
        matomo: { ...documented.matomo, redirect_uri: confidential.redirectUri, response: ['tokens'] },
    },
    session: { secret: 'of this test' },
});

let result = null;
const server = createServer(async (request, response) => {
    const url = new URL(request.url, application);
    // The redirect URI of the test client has another path than grant's own.
    request.url = url.pathname === '/callback' ? `/connect/matomo/callback${url.search}` : request.url;
    const answer = await handle(request, response);
    if (answer.response) {
        result = answer.response;
        response.end('done');
    } else if (!answer.redirect) {
        response.statusCode = 404;
        response.end();
    }
});
await new Promise((ready) => { server.listen(port, '127.0.0.1', ready); });

await test('code with PKCE (`pkce`, `scope_delimiter`), with the endpoint\'s own query and a second "?"', async () => {
    const browser = new Browser();
    const begin = await browser.request(`${application}/connect/matomo`);
    check.equal(begin.status, 302);
    const url = begin.headers.get('location');
    if (metadata.authorization_endpoint.includes('?')) {
        check.match(url, /action=authorize\?/);
    }
    check.match(url, /matomo%3Aread%20matomo%3Awrite/);
    const end = await new Browser().authorize(url, users.writer);
    check.ok(end.location);
    await browser.request(end.location);
    check.equal(result.error, undefined);
    const status = (await fetch(api, { headers: { authorization: `Bearer ${result.access_token}` } })).status;
    check.equal(status, 200);
});

server.close();
server.closeAllConnections();
done();
