// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * Sends requests that do not use OAuth with the plugin activated and deactivated, and compares status, headers and body:
 * the plugin must change none of them.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { Browser } from '../../../../host/tests/clients/node/driver.mjs';
import { cookies, loginAs, normal } from './browser.mjs';
import { admin, check, done, issuer, other, request, settings, site, test, users } from './call.mjs';

const { viewer, superuser } = users;
const tokens = { viewer: admin('token', viewer.login, viewer.password), superuser: admin('token', superuser.login, superuser.password) };
const browser = new Browser();
await loginAs(browser, viewer);
const dashboard = await (await browser.request(`${issuer}/index.php?module=CoreHome&action=index&idSite=${site}&period=day&date=today`)).text();
const [, sessionToken] = dashboard.match(/piwik\.token_auth = "([0-9a-f]{32})"/) ?? [];
const session = { cookie: cookies(browser) };

const at = { idSite: site, period: 'day', date: '2026-01-01' };
const call = (method, more = {}) => ({ module: 'API', format: 'json', method, ...more });

/** The requests by name. */
const requests = {
    'token_auth in the form': { parameters: call('VisitsSummary.get', at), form: { token_auth: tokens.viewer } },
    'token_auth in the query': { parameters: call('VisitsSummary.get', { ...at, token_auth: tokens.viewer }) },
    'token_auth of another website': { parameters: call('VisitsSummary.get', { ...at, idSite: other }), form: { token_auth: tokens.viewer } },
    'token_auth, super user': { parameters: call('SitesManager.getSiteFromId', { idSite: other }), form: { token_auth: tokens.superuser } },
    'token_auth, not enough': { parameters: call('UsersManager.getUsers'), form: { token_auth: tokens.viewer } },
    'token_auth, wrong': { parameters: call('VisitsSummary.get', at), form: { token_auth: 'wrong' } },
    'token_auth, in XML': { parameters: { ...call('VisitsSummary.get', at), format: 'xml' }, form: { token_auth: tokens.viewer } },
    'token_auth, not enough, in XML': { parameters: { ...call('UsersManager.getUsers'), format: 'xml' }, form: { token_auth: tokens.viewer } },
    'token_auth, in CSV': { parameters: { ...call('Actions.getPageUrls', at), format: 'csv' }, form: { token_auth: tokens.viewer } },
    'token_auth, unknown method': { parameters: call('No.such'), form: { token_auth: tokens.viewer } },
    'token_auth, bulk': { parameters: call('API.getBulkRequest'), form: `token_auth=${tokens.viewer}&urls[]=${encodeURIComponent(`method=VisitsSummary.get&idSite=${site}&period=day&date=2026-01-01`)}&urls[]=${encodeURIComponent('method=UsersManager.getUsers')}` },
    'token_auth, cross-origin': { parameters: call('VisitsSummary.get', at), form: { token_auth: tokens.viewer }, headers: { origin: 'https://spa.matomo.test' } },
    'token_auth in the header': { parameters: call('VisitsSummary.get', at), headers: { authorization: `Bearer ${tokens.viewer}` }, challenged: true },
    'token_auth in the header, by POST': { parameters: call('VisitsSummary.get', at), headers: { authorization: `Bearer ${tokens.viewer}` }, form: {}, challenged: true },
    'token_auth in the header and in the form': { parameters: call('VisitsSummary.get', at), headers: { authorization: `Bearer ${tokens.viewer}` }, form: { token_auth: tokens.viewer } },
    'Basic in the header': { parameters: call('VisitsSummary.get', at), headers: { authorization: 'Basic eDp5' }, form: { token_auth: tokens.viewer } },
    'no credential': { parameters: call('VisitsSummary.get', at), challenged: true },
    'no credential, by POST': { parameters: call('VisitsSummary.get', at), form: {}, challenged: true },
    'no credential, in XML': { parameters: { ...call('VisitsSummary.get', at), format: 'xml' }, challenged: true },
    'no credential, unknown method': { parameters: call('No.such') },
    'no credential, no method': { parameters: { module: 'API', format: 'json' } },
    'session': { parameters: call('VisitsSummary.get', at), headers: session, form: { token_auth: sessionToken, force_api_session: 1 } },
    'session, by GET': { parameters: call('VisitsSummary.get', { ...at, token_auth: sessionToken, force_api_session: 1 }), headers: session },
    'session, not enough': { parameters: call('UsersManager.getUsers'), headers: session, form: { token_auth: sessionToken, force_api_session: 1 } },
    'session without its token': { parameters: call('VisitsSummary.get', at), headers: session, form: { force_api_session: 1 } },
    'preflight': { parameters: call('VisitsSummary.get', at), method: 'OPTIONS', headers: { origin: 'https://elsewhere.example', 'access-control-request-method': 'GET' }, challenged: true },
    'HEAD': { parameters: call('VisitsSummary.get', at), method: 'HEAD', challenged: true },
    'a visit': { script: 'matomo.php', parameters: { idsite: site, rec: 1, url: 'https://one.matomo.test/' } },
    'a visit, with a token_auth': { script: 'matomo.php', parameters: { idsite: site, rec: 1, url: 'https://one.matomo.test/', cip: '192.0.2.1' }, form: { token_auth: tokens.superuser } },
    'a visit, without a needed token_auth': { script: 'matomo.php', parameters: { idsite: site, rec: 1, url: 'https://one.matomo.test/', cdt: '2020-01-01', send_image: 0 } },
    'a visit, preflight': { script: 'matomo.php', method: 'OPTIONS', headers: { origin: 'https://one.matomo.test', 'access-control-request-method': 'POST' } },
    'a visit, with a header': { script: 'matomo.php', parameters: { idsite: site, rec: 1, url: 'https://one.matomo.test/' }, headers: { authorization: 'Bearer a.b.c' } },
    'visits in bulk': { script: 'matomo.php', form: JSON.stringify({ requests: [`?idsite=${site}&rec=1&url=https://one.matomo.test/`] }) },
    'visits in bulk, with a token_auth': { script: 'matomo.php', form: JSON.stringify({ requests: [`?idsite=${site}&rec=1&url=https://one.matomo.test/&cip=192.0.2.1`], token_auth: tokens.superuser }) },
    'the tracker\'s script': { script: 'js/' },
    'the login page': { parameters: { module: 'Login' }, page: true },
    'a page without login': { parameters: { module: 'CoreHome', ...at }, page: true },
    'a widget with token_auth': { parameters: { module: 'Widgetize', action: 'iframe', moduleToWidgetize: 'VisitsSummary', actionToWidgetize: 'getSparklines', ...at, token_auth: tokens.viewer }, page: true },
    'a widget without': { parameters: { module: 'Widgetize', action: 'iframe', moduleToWidgetize: 'VisitsSummary', actionToWidgetize: 'getSparklines', ...at }, page: true },
    'a page by session': { parameters: { module: 'CoreHome', action: 'index', ...at }, headers: session, page: true },
    'a page without permission': { parameters: { module: 'CoreAdminHome', action: 'generalSettings' }, headers: session, page: true },
    'the opt-out script': { parameters: { module: 'CoreAdminHome', action: 'optOutJS', div: 'x' } },
};

/** Headers that differ between requests or depend on the session. */
const PASSING = ['date', 'x-matomo-request-id', 'expires', 'keep-alive', 'connection', 'transfer-encoding', 'content-length'];

/** Matomo includes the texts of the plugin's screens and of its menu entry in every page. */
const TEXTS = [...readFileSync(new URL('../../Matomo/ScreenTexts.php', import.meta.url), 'utf8').matchAll(/^\s+'(\w+_\w+)',$/gm)].map(([, key]) => key).concat('OAuth2_MenuOAuth2');
check.ok(TEXTS.length > 50, String(TEXTS.length));

/** The notice about news (changes.json): an entry in each menu, and the window that shows it once. */
const NEWS = [
    /<li\b[^>]*><div class="badge-menu-item-container"><a title="Learn what&#039;s new in Matomo"(?:(?!<\/?li\b)[\s\S])*<\/li>/,
    /\s*<li\b[^>]*>\s*<div class="badge-menu-item-container">\s*<a title="Learn what&#039;s new in Matomo"(?:(?!<\/?li\b)[\s\S])*<\/li>/,
    /[^\S\n]*<script>\s*document\.addEventListener\("DOMContentLoaded"[^<]*'what-is-new-popup'[^<]*<\/script>\n/,
];

/** A page without these notices. Everything else, scripts and styles included, must be the same. */
const pages = (text) => NEWS.reduce((page, news) => page.replace(news, ''), normal(text))
    .replace(/^var translations = (\{.*\});$/m, (line, json) => {
        const texts = Object.entries(JSON.parse(json)).filter(([key]) => !TEXTS.includes(key));
        check.ok(texts.length > 0);
        return texts.map((one) => one.join('=')).join('\n');
    });

async function answers() {
    const found = {};
    for (const [name, { page, challenged, ...one }] of Object.entries(requests)) {
        // The second answer, from warm caches.
        await request(one);
        const answer = await request(one);
        const headers = Object.fromEntries([...answer.headers].filter(([header]) => !PASSING.includes(header)));
        if (headers['set-cookie']) {
            headers['set-cookie'] = headers['set-cookie'].replace(/=[^;]+/, '=#').replace(/expires=[^;]+/g, '#');
        }
        found[name] = { status: answer.status, headers, body: page ? pages(answer.text) : answer.text };
    }
    return found;
}

const plugin = (what) => execFileSync(settings.admin[0], [`${settings.folder}/console`, `plugin:${what}`, 'OAuth2'], { encoding: 'utf8', stdio: 'pipe' });

const active = await answers();
let inactive;
plugin('deactivate');
try {
    check.notEqual((await request({ parameters: { module: 'OAuth2', action: 'jwks' } })).status, 200);
    inactive = await answers();
} finally {
    plugin('activate');
}

await test('after activation the plugin has its keys and clients again', async () => {
    check.equal((await request({ parameters: { module: 'OAuth2', action: 'jwks' } })).status, 200);
    check.ok(admin('call', 'OAuth2.getClients').length > 0);
});

for (const [name, { challenged }] of Object.entries(requests)) {
    await test(`the same with the plugin and without: ${name}`, () => {
        const { 'www-authenticate': challenge, ...headers } = active[name].headers;
        // The one allowed difference: a call without valid credentials gets a challenge.
        check.equal(challenge !== undefined, challenged === true && inactive[name].status === 401, challenge);
        check.deepEqual({ ...active[name], headers }, inactive[name]);
    });
}

done();
