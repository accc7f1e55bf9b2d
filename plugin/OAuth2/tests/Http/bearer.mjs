// SPDX-License-Identifier: GPL-3.0-or-later
/** Bearer tokens are accepted by the Reporting API only, and leave nothing behind. */
import { Browser } from '../../../../host/tests/clients/node/driver.mjs';
import { loginAs, normal } from './browser.mjs';
import { admin, api, bulk, challengeOf, check, clientCredentials, clients, done, isError, issuer, metadata, other, post, request, resourceMetadata, settings, site, test, tokens, unauthorized, users } from './call.mjs';

const { viewer, superuser } = users;
const bearer = (await tokens(clients.ceiling, { scope: 'matomo:read' }, viewer)).access_token;
const highest = (await tokens(clients.ceiling, { scope: 'matomo:superuser' }, superuser)).access_token;
const tokenAuth = admin('token', superuser.login, superuser.password);
const [head, body, signature] = bearer.split('.');
const bad = {
    'three words': 'a.b.c', 'empty parts': '..', 'a changed signature': `${head}.${body}.${signature.slice(0, -8)}AAAAAAAA`, 'no signature': `${head}.${body}.`,
    'other claims': `${head}.${Buffer.from(JSON.stringify({ ...JSON.parse(Buffer.from(body, 'base64url')), sub: superuser.login, scope: 'matomo:superuser' })).toString('base64url')}.${signature}`,
};
const own = { method: 'UsersManager.getUser', parameters: { userLogin: viewer.login } };
const isViewer = (answer, what = '') => {
    check.equal(answer.status, 200, `${what}: ${answer.text.slice(0, 200)}`);
    check.equal(answer.json.login, viewer.login, what);
};
const anonymousViews = (access) => admin('confirm', 'UsersManager.setUserAccess', JSON.stringify({ userLogin: 'anonymous', access, idSites: site }));

await test('a call acts for the token\'s user: by GET and POST, with action index and without action', async () => {
    for (const action of [{}, { action: 'index' }, { action: '' }]) {
        for (const form of [null, {}]) {
            isViewer(await request({ parameters: { module: 'API', format: 'json', method: own.method, ...own.parameters, ...action }, headers: { authorization: `Bearer ${bearer}` }, form }));
        }
    }
    for (const scheme of ['bearer', 'BEARER', 'Bearer  ']) {
        isViewer(await api(own.method, own.parameters, { headers: { authorization: `${scheme} ${bearer}` } }), scheme);
    }
});

await test('pages, widgets and other actions of the API ignore a bearer token', async () => {
    const at = { idSite: site, period: 'day', date: 'today' };
    const pages = [
        { module: 'CoreHome', action: 'index', ...at }, {}, { module: 'MultiSites', action: 'index' }, { module: 'UsersManager', action: 'userSettings' },
        { module: 'API', action: 'listAllMethods' }, { module: 'API', action: 'listAllAPI' }, { module: 'API', action: 'listSegments', ...at }, { module: 'API', action: 'glossary' },
        { module: 'Widgetize', action: 'index', ...at }, { module: 'Widgetize', action: 'iframe', moduleToWidgetize: 'Live', actionToWidgetize: 'getLastVisitsStart', ...at },
        { module: 'Live', action: 'getLastVisitsStart', ...at }, { module: 'VisitsSummary', action: 'getSparklines', ...at }, { module: 'CoreAdminHome', action: 'generalSettings' },
        { module: 'OAuth2', action: 'index' }, { module: 'OAuth2', action: 'authorizedApps' }, { module: 'OAuth2', action: 'authorize' }, { module: 'Dashboard', action: 'index', ...at }, { module: 'Feedback', action: 'index' },
    ];
    for (const parameters of pages) {
        const what = JSON.stringify(parameters);
        const without = await request({ parameters });
        for (const value of [highest, bad['three words']]) {
            const answer = await request({ parameters, headers: { authorization: `Bearer ${value}` } });
            check.equal(answer.status, without.status, what);
            check.equal(normal(answer.text), normal(without.text), what);
            check.ok(!answer.text.includes(superuser.login), what);
        }
    }
});

await test('a token in the query, in the form or in a cookie authenticates nobody', async () => {
    for (const name of ['access_token', 'bearer', 'bearer_token', 'authorization', 'Authorization', 'token']) {
        for (const answer of [
            await api(own.method, { ...own.parameters, [name]: bearer }),
            await request({ parameters: { module: 'API', format: 'json', method: own.method, ...own.parameters, [name]: bearer } }),
            await api(own.method, own.parameters, { headers: { cookie: `${name}=${bearer}` } }),
        ]) {
            check.equal(answer.status, 401, name);
            check.ok(isError(answer.json), name);
            check.ok(!answer.text.includes(bearer), name);
        }
    }
    for (const answer of [
        await api(own.method, own.parameters, { token: bearer }),
        await request({ parameters: { module: 'API', format: 'json', method: own.method, ...own.parameters, token_auth: bearer } }),
    ]) {
        check.equal(answer.status, 401);
        check.ok(isError(answer.json));
    }
});

await test('no bearer call, valid or not, starts a session, sets a cookie or adds a row to the session table', async () => {
    const before = admin('count', 'session');
    const answers = [];
    for (const value of [bearer, highest, ...Object.values(bad)]) {
        for (const form of [null, {}]) {
            for (const method of [own.method, 'SitesManager.getAllSites', 'UsersManager.setUserPreference', 'No.such', 'API.getBulkRequest']) {
                answers.push(await request({ parameters: { module: 'API', format: 'json', method, ...own.parameters }, headers: { authorization: `Bearer ${value}` }, form }));
            }
        }
    }
    answers.push(await bulk([`method=${own.method}&userLogin=${viewer.login}`], { bearer }));
    answers.push(await request({ parameters: { module: 'API', method: own.method, ...own.parameters }, method: 'OPTIONS', headers: { origin: 'https://spa.matomo.test', 'access-control-request-method': 'GET', 'access-control-request-headers': 'authorization' } }));
    for (const answer of answers) {
        check.equal(answer.headers.get('set-cookie'), null);
    }
    check.equal(admin('count', 'session'), before);
});

await test('no endpoint but authorize starts a session, whatever the method', async () => {
    const before = admin('count', 'session');
    for (const url of [metadata.token_endpoint, metadata.revocation_endpoint, metadata.introspection_endpoint, metadata.jwks_uri, settings.metadata, resourceMetadata, `${issuer}/index.php?module=OAuth2&action=authorizationServerMetadata`]) {
        for (const method of ['GET', 'HEAD', 'POST', 'OPTIONS', 'PUT', 'DELETE']) {
            const response = await fetch(url, { method, redirect: 'manual', ...(method === 'POST' ? { body: new URLSearchParams({ token: 'x', grant_type: 'client_credentials' }) } : {}) });
            check.equal(response.headers.get('set-cookie'), null, `${method} ${url}`);
            check.ok(response.status < 500, `${method} ${url}: ${response.status}`);
        }
    }
    check.equal((await post(metadata.token_endpoint, { grant_type: 'client_credentials', client_id: clients.ceiling.id, client_secret: clients.ceiling.secret })).status, 200);
    check.equal(admin('count', 'session'), before);
});

await test('a bearer call does not use the browser\'s session, which stays valid', async () => {
    const browser = new Browser();
    await loginAs(browser, superuser);
    const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    isViewer(await api(own.method, own.parameters, { bearer, headers: { cookie } }));
    check.equal((await api('SitesManager.getAllSites', {}, { bearer, headers: { cookie } })).status, 403);
    unauthorized(await api(own.method, own.parameters, { bearer: bad['three words'], headers: { cookie } }));
    check.match(await (await browser.request(`${issuer}/index.php?module=UsersManager&action=userSettings`)).text(), new RegExp(superuser.login));
});

await test('an invalid token is 401 in JSON for every method, format and module, never a call of the anonymous user', async () => {
    anonymousViews('view');
    try {
        check.equal((await api('VisitsSummary.get', { idSite: site, period: 'day', date: 'today' })).status, 200, 'the anonymous user has access');
        for (const [what, value] of Object.entries(bad)) {
            for (const format of ['json', 'xml', 'html', 'csv', 'original', 'rss']) {
                for (const form of [null, {}]) {
                    unauthorized(await request({
                        parameters: { module: 'API', method: 'VisitsSummary.get', idSite: site, period: 'day', date: 'today', format },
                        headers: { authorization: `Bearer ${value}` }, form,
                    }), `${what} ${format}`);
                }
            }
            unauthorized(await bulk([`method=VisitsSummary.get&idSite=${site}&period=day&date=today`], { bearer: value }), what);
        }
    } finally {
        anonymousViews('noaccess');
    }
});

await test('a valid token of a user without access does not fall back to the anonymous user\'s access', async () => {
    const user = admin('add-user', 'oauth2_without', 'view');
    const value = (await tokens(clients.ceiling, { scope: 'matomo:read' }, user)).access_token;
    anonymousViews('view');
    admin('set-role', user.login, 'none');
    try {
        const answer = await api('VisitsSummary.get', { idSite: site, period: 'day', date: 'today' }, { bearer: value });
        check.ok([401, 403].includes(answer.status), answer.text);
    } finally {
        anonymousViews('noaccess');
        admin('delete-user', user.login);
    }
});

await test('the header is found in every variable that web servers use', async () => {
    const base = settings.addresses.redirected;
    isViewer(await api(own.method, own.parameters, { bearer, base }));
    unauthorized(await api(own.method, own.parameters, { bearer: bad['three words'], base }));
    const answer = await fetch(`${base}/index.php?module=OAuth2&action=token`, {
        method: 'POST', body: new URLSearchParams({ grant_type: 'client_credentials' }),
        headers: { authorization: `Basic ${btoa(`${clients.ceiling.id}:${clients.ceiling.secret}`)}` },
    });
    check.equal(answer.status, 200);
});

await test('a bearer token with another credential in query, form, list or session parameter is 400', async () => {
    const viewersOwn = admin('token', viewer.login, viewer.password);
    for (const [name, value] of [['token_auth', tokenAuth], ['token_auth', viewersOwn], ['token_auth', 'wrong'], ['token_auth', bearer], ['token_auth[]', tokenAuth], ['force_api_session', '1'], ['token_auth', '0']]) {
        for (const answer of [
            await api(own.method, { ...own.parameters, [name]: value }, { bearer }),
            await request({ parameters: { module: 'API', format: 'json', method: own.method, ...own.parameters, [name]: value }, headers: { authorization: `Bearer ${bearer}` } }),
        ]) {
            check.equal(answer.status, 400, `${name}=${value}: ${answer.text}`);
            check.equal(answer.json.error, 'invalid_request');
            check.equal(challengeOf(answer).error, 'invalid_request');
            check.equal(answer.headers.get('set-cookie'), null);
        }
    }
    for (const value of ['', 'anonymous']) {
        isViewer(await api(own.method, { ...own.parameters, token_auth: value }, { bearer }), value);
    }
    // The bearer token is checked first, so that the answer does not reveal whether a token_auth is valid.
    check.notEqual((await api(own.method, { ...own.parameters, token_auth: tokenAuth }, { bearer: bad['three words'] })).status, 200);
});

await test('sub-requests of a bulk request act for the token\'s user; only one that names another user fails', async () => {
    const me = `method=${own.method}&userLogin=${viewer.login}`;
    const all = 'method=SitesManager.getAllSites';
    const answer = await bulk([me, `${me}&token_auth=`, `${me}&token_auth=anonymous`, `${all}&token_auth=${tokenAuth}`, all, me, `${all}&token_auth=wrong`, `${me}&format=xml`, `${all}&force_api_session=1`, `${me}&token_auth=${tokenAuth}`, `${me}&token_auth=wrong`, me], { bearer });
    check.equal(answer.status, 200);
    check.deepEqual(answer.json.map((one) => (isError(one) ? 'error' : one.login)), [viewer.login, viewer.login, viewer.login, 'error', 'error', viewer.login, 'error', viewer.login, 'error', 'error', 'error', viewer.login]);
    check.ok(!answer.text.includes(tokenAuth));
    check.equal(answer.headers.get('set-cookie'), null);
});

await test('without a bearer token, bulk requests with several token_auth work as before', async () => {
    const viewersOwn = admin('token', viewer.login, viewer.password);
    const me = `method=${own.method}&userLogin=${viewer.login}`;
    const answer = await bulk([`${me}&token_auth=${viewersOwn}`, `method=SitesManager.getAllSitesId&token_auth=${tokenAuth}`, `method=SitesManager.getAllSitesId&token_auth=${viewersOwn}`], { token: viewersOwn });
    check.equal(answer.json[0].login, viewer.login);
    check.ok(answer.json[1].map(Number).includes(Number(other)));
    check.ok(isError(answer.json[2]));
});

await test('the tracker ignores bearer tokens: the same answers with a valid token, an invalid one and none, and no rights', async () => {
    const plain = { idsite: site, rec: 1, url: 'https://one.matomo.test/', send_image: 0 };
    const hits = [
        { parameters: plain }, { parameters: { ...plain, cip: '192.0.2.77', cdt: '2020-01-01 00:00:00' } }, { parameters: { ...plain, send_image: 1 } },
        { parameters: { ...plain, module: 'API', method: own.method } }, { parameters: { ...plain, module: 'API', cip: '192.0.2.79' }, form: { token_auth: tokenAuth } }, { parameters: { ...plain, module: 'API', cip: '192.0.2.79' }, form: { token_auth: 'wrong' } }, { parameters: { ...plain, idsite: 999999 } },
        { form: JSON.stringify({ requests: [`?idsite=${site}&rec=1&url=https://one.matomo.test/bulk`] }) },
        { form: JSON.stringify({ requests: [`?idsite=${site}&rec=1&url=https://one.matomo.test/bulk&cip=192.0.2.78&cdt=2020-01-01`] }) },
    ];
    for (const script of ['matomo.php', 'piwik.php']) {
        for (const hit of hits) {
            const without = await request({ script, ...hit });
            for (const value of [highest, bearer, bad['three words']]) {
                const answer = await request({ script, ...hit, headers: { authorization: `Bearer ${value}` } });
                check.equal(answer.status, without.status, JSON.stringify(hit));
                check.equal(answer.text, without.text, JSON.stringify(hit));
                check.equal(answer.headers.get('www-authenticate'), null);
            }
        }
    }
});

await test('bearer calls need no second factor, even if the user has one or the settings require one', async () => {
    const user = admin('add-user', 'oauth2_second', 'view');
    const value = (await tokens(clients.ceiling, { scope: 'matomo:read' }, user)).access_token;
    admin('second-factor', user.login, 'JBSWY3DPEHPK3PXP');
    const ask = () => api(own.method, { userLogin: user.login }, { bearer: value });
    check.equal((await ask()).status, 200);
    admin('second-factor', user.login, '');
    admin('confirm', 'CorePluginsAdmin.setSystemSettings', JSON.stringify({ settingValues: { TwoFactorAuth: [{ name: 'twoFactorAuthRequired', value: 1 }] } }));
    try {
        const answer = await ask();
        check.equal(answer.status, 200, answer.text);
        check.equal(answer.json.login, user.login);
    } finally {
        admin('confirm', 'CorePluginsAdmin.setSystemSettings', JSON.stringify({ settingValues: { TwoFactorAuth: [{ name: 'twoFactorAuthRequired', value: 0 }] } }));
        admin('delete-user', user.login);
    }
});

await test('a call without credentials gets a challenge without an error; one with a wrong token_auth gets none', async () => {
    for (const answer of [await api(own.method, own.parameters), await request({ parameters: { module: 'API', format: 'json', method: own.method, ...own.parameters } })]) {
        check.equal(answer.status, 401);
        check.deepEqual(challengeOf(answer), { scope: 'matomo:read', resource_metadata: resourceMetadata });
    }
    for (const authorization of ['Basic eDp5', 'Bearer x', 'Bearer', 'Digest x', 'Bearer a.b.c.d']) {
        const answer = await api(own.method, own.parameters, { headers: { authorization } });
        check.equal(answer.status, 401, authorization);
        check.equal(challengeOf(answer).error, undefined, authorization);
    }
    const wrong = await api(own.method, own.parameters, { token: 'wrong' });
    check.equal(wrong.status, 401);
    check.equal(wrong.headers.get('www-authenticate'), null);
});

await test('the challenge leads to tokens that the call accepts', async () => {
    const { resource_metadata: at } = challengeOf(await api(own.method, own.parameters));
    const resource = await (await fetch(at)).json();
    check.equal(resource.resource, issuer);
    check.deepEqual(resource.scopes_supported, ['matomo:read']);
    check.deepEqual(resource.bearer_methods_supported, ['header']);
    check.deepEqual(resource.authorization_servers, [issuer]);
});

await test('pages of public clients and of cors_domains may read answers across origins, without credentials', async () => {
    const preflight = (origin, headers = 'authorization', parameters = { module: 'API', method: own.method }) => request({
        parameters, method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'GET', ...(headers === null ? {} : { 'access-control-request-headers': headers }) },
    });
    const call = (origin, value = bearer, method = own.method) => api(method, own.parameters, { bearer: value, headers: { origin } });
    const open = (answer, origin) => {
        check.equal(answer.headers.get('access-control-allow-origin'), origin);
        check.equal(answer.headers.get('access-control-allow-credentials'), null);
        check.match(answer.headers.get('vary') ?? '', /origin/i);
    };
    for (const origin of ['https://spa.matomo.test', 'http://127.0.0.1', 'http://127.0.0.1:5173']) {
        const asked = await preflight(origin, 'content-type, Authorization');
        check.equal(asked.status, 204, origin);
        open(asked, origin);
        check.match(asked.headers.get('access-control-allow-headers'), /authorization/i);
        check.match(asked.headers.get('access-control-allow-methods'), /POST/);
        const names = 'authorization, last-event-id, mcp-method, traceparent, x-requested-with';
        check.equal((await preflight(origin, names)).headers.get('access-control-allow-headers'), names);
        for (const wrong of ['authorization,a b', `authorization,${'a'.repeat(1012)}`]) {
            check.equal((await preflight(origin, wrong)).headers.get('access-control-allow-headers'), 'Authorization, Content-Type, MCP-Protocol-Version');
        }
        open(await call(origin), origin);
        const refused = await call(origin, bad['three words']);
        open(refused, origin);
        check.match(refused.headers.get('access-control-expose-headers'), /WWW-Authenticate/i);
        const limited = await call(origin, bearer, 'SitesManager.getAllSites');
        check.equal(limited.status, 403);
        open(limited, origin);
    }
    for (const origin of ['https://evil.example', 'http://spa.matomo.test', 'https://spa.matomo.test:444', 'https://spa.matomo.test.evil.example', 'null', 'https://spa.matomo.test/', 'http://127.0.0.1.evil.example', '*']) {
        for (const answer of [await preflight(origin), await call(origin)]) {
            check.equal(answer.headers.get('access-control-allow-origin'), null, origin);
            check.notEqual(answer.status, 204, origin);
        }
    }
    for (const answer of [await preflight('https://spa.matomo.test', 'content-type'), await preflight('https://spa.matomo.test', null), await preflight('https://spa.matomo.test', 'authorization', { module: 'CoreHome' }), await preflight('https://spa.matomo.test', 'authorization', { module: 'API', action: 'listAllAPI' })]) {
        check.equal(answer.headers.get('access-control-allow-origin'), null);
    }
    // Without a bearer token only core's rule applies.
    check.equal((await api(own.method, own.parameters, { token: tokenAuth, headers: { origin: 'https://spa.matomo.test' } })).headers.get('access-control-allow-origin'), null);
    admin('pause', 'spa');
    try {
        check.equal((await preflight('https://spa.matomo.test')).headers.get('access-control-allow-origin'), null, 'paused');
    } finally {
        admin('resume', 'spa');
    }
    admin('config', 'General', 'cors_domains[] = https://listed.matomo.test');
    try {
        open(await preflight('https://listed.matomo.test'), 'https://listed.matomo.test');
        const answer = await call('https://listed.matomo.test');
        check.equal(answer.headers.get('access-control-allow-origin'), 'https://listed.matomo.test');
        check.equal(answer.headers.get('access-control-allow-credentials'), null);
    } finally {
        admin('config');
    }
});

await test('an IP address that Matomo does not allow gets no hint about a sufficient scope', async () => {
    const { access_token: value } = await tokens(clients.ceiling, { scope: 'matomo:read' }, users.superuser);
    const call = async (method) => {
        const answer = await api(method, { idSite: 999, userLogin: viewer.login }, { bearer: value });
        check.equal(answer.status, 403);
        return challengeOf(answer)?.scope ?? null;
    };
    check.equal(await call('SitesManager.getSiteFromId'), null, 'no scope has a website that does not exist');
    check.equal(await call('UsersManager.getUser'), 'matomo:superuser', 'an allowed address');
    admin('config', 'General', 'login_allowlist_ip[] = 192.0.2.77');
    try {
        check.equal(await call('UsersManager.getUser'), null);
        check.equal(await call('API.getMatomoVersion'), null);
    } finally {
        admin('config');
    }
});

await test('the next call is refused after the client was paused or deleted, the user deleted, the authorization revoked, rights lost', async () => {
    const value = async (user = viewer, client = clients.ceiling) => (await tokens(client, { scope: 'matomo:read' }, user)).access_token;
    const ask = (token) => api('API.getMatomoVersion', {}, { bearer: token });
    const made = admin('add-client', 'confidential', clients.ceiling.redirectUri);
    const client = { ...made, redirectUri: clients.ceiling.redirectUri };
    const one = await value(viewer, client);
    const ownToken = (await clientCredentials(client)).body.access_token;
    check.deepEqual([(await ask(one)).status, (await ask(ownToken)).status], [200, 200]);
    admin('pause', client.id);
    unauthorized(await ask(one), 'paused');
    unauthorized(await ask(ownToken), 'paused, its own');
    admin('resume', client.id);
    check.deepEqual([(await ask(one)).status, (await ask(ownToken)).status], [200, 200]);
    admin('delete-client', client.id);
    unauthorized(await ask(one), 'deleted');
    unauthorized(await ask(ownToken), 'deleted, its own');

    const user = admin('add-user', 'oauth2_leaving', 'view');
    const two = await value(user);
    const three = await value(user);
    check.equal((await ask(two)).status, 200);
    const token = admin('token', user.login, user.password);
    const listed = (await api('OAuth2.getMyAuthorizations', {}, { token })).json.filter((entry) => entry.state === 'active');
    check.equal(listed.length, 2);
    check.equal((await api('OAuth2.revokeMyAuthorization', { authorizationId: JSON.parse(Buffer.from(two.split('.')[1], 'base64url')).auth_id }, { token })).json.revoked, true);
    unauthorized(await ask(two), 'revoked by the user');
    check.equal((await ask(three)).status, 200);
    admin('confirm', 'OAuth2.revokeAuthorization', JSON.stringify({ authorizationId: JSON.parse(Buffer.from(three.split('.')[1], 'base64url')).auth_id }));
    unauthorized(await ask(three), 'revoked by an administrator');
    const four = await value(user);
    admin('set-role', user.login, 'none');
    check.notEqual((await ask(four)).status, 200, 'rights lost');
    admin('set-role', user.login, 'view');
    check.equal((await ask(four)).status, 200);
    admin('delete-user', user.login);
    unauthorized(await ask(four), 'user deleted');
    admin('add-user', 'oauth2_leaving', 'superuser');
    unauthorized(await ask(four), 'another user with the same login');
    admin('delete-user', 'oauth2_leaving');
});

done();
