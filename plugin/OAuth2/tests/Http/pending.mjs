// SPDX-License-Identifier: GPL-3.0-or-later
/** The request that waits for the login: a sealed cookie of the browser, and nothing on the server. */
import { Browser } from '../../../../host/tests/clients/node/driver.mjs';
import { consentForm, decide, follow, loginAs, loginForm, submitLogin } from './browser.mjs';
import { admin, challenge, check, clients, done, issuer, metadata, newVerifier, site, test, users } from './call.mjs';

const { viewer, writer } = users;
const { confidential, other } = clients;
const home = `${issuer}/index.php?module=CoreHome&action=index&idSite=${site}&period=day&date=today`;
const cookieName = 'oauth2_request';
const { pathname } = new URL(`${issuer}/`);

/** A valid request; with `length` its query has that many bytes. */
function asked({ client = confidential, length = null, state = 'a%20b+c' } = {}) {
    const url = `${metadata.authorization_endpoint}&${new URLSearchParams({
        client_id: client.id, redirect_uri: client.redirectUri, response_type: 'code', scope: 'matomo:read',
        code_challenge: challenge(newVerifier()), code_challenge_method: 'S256',
    })}&state=${state}`;
    return length === null ? url : url + 'x'.repeat(length - new URL(url).search.length + 1);
}

const open = async (browser, url) => {
    const response = await browser.request(url);
    return { response, html: await response.text() };
};

/** The Set-Cookie lines of the pending request. */
const pendingCookies = (response) => response.headers.getSetCookie().filter((line) => line.includes(cookieName));

/** Sends the login form as a browser without JavaScript; returns the browser's last page. */
async function logIn(browser, html, url, user = viewer) {
    return follow(browser, await submitLogin(browser, html, url, user), url);
}

/** The URL that the start page leads to, or null if it is a page. */
async function resumed(browser, headers = {}, page = home) {
    const target = (await browser.request(page, null, headers)).headers.get('location');
    return target === null || !target.includes('module=OAuth2') ? null : new URL(target, page).href;
}

await test('the cookie: name, flags, path, time and size; nothing of the query can be read in it', async () => {
    const url = asked();
    const { response, html } = await open(new Browser(), url);
    check.ok(loginForm(html, url));
    const lines = pendingCookies(response);
    check.equal(lines.length, 1);
    const [pair, ...attributes] = lines[0].split(/; */);
    check.match(pair, /^oauth2_request=v1\.[A-Za-z0-9._-]+$/);
    const named = Object.fromEntries(attributes.map((one) => one.toLowerCase().split('=')));
    check.deepEqual([named.path, 'httponly' in named, named.samesite, named['max-age'], 'secure' in named, 'domain' in named], [pathname, true, 'lax', '900', false, false]);
    check.ok(Buffer.from(pair.slice(18), 'base64url').indexOf(confidential.id) === -1);
});

await test('an anonymous request leaves no row of this plugin, and no more than Matomo\'s own login page', async () => {
    const tables = ['oauth2_consent', 'oauth2_authorization', 'oauth2_throttle', 'option', 'oauth2_revoked_token'];
    const rows = () => admin('rows', 'session', 'data');
    const size = (before) => {
        const texts = rows();
        return { count: texts.length - before.length, bytes: texts.join('').length - before.join('').length };
    };
    const counts = tables.map((table) => admin('count', table));
    let before = rows();
    for (let i = 0; i < 50; i++) {
        await (await fetch(`${issuer}/index.php?module=Login`)).text();
    }
    const plain = size(before);
    for (const number of [50, 500]) {
        before = rows();
        for (let i = 0; i < number; i += 10) {
            await Promise.all(Array.from({ length: 10 }, async () => (await fetch(asked({ length: 1400 }))).text()));
        }
        const found = size(before);
        check.ok(found.count <= number, `${found.count} sessions of ${number} requests`);
        check.ok(found.bytes / number <= plain.bytes / plain.count + 1, `${JSON.stringify(found)} beside ${JSON.stringify(plain)}`);
        check.ok(!rows().join('').includes('OAuth2') && !rows().join('').includes(confidential.id));
        console.log(`    ${number} requests: ${found.count} of Matomo's own sessions with ${found.bytes} bytes, 0 of the plugin; its login page: ${JSON.stringify(plain)} for 50`);
    }
    check.deepEqual(tables.map((table) => admin('count', table)), counts);
});

await test('the login leads back from the start page, the sites page and the login page, once', async () => {
    for (const page of [home, `${issuer}/index.php`, `${issuer}/index.php?module=MultiSites&action=index&idSite=${site}&period=day&date=today`, `${issuer}/index.php?module=Login`]) {
        const browser = new Browser();
        const url = asked();
        const { html } = await open(browser, url);
        await (await submitLogin(browser, html, url, viewer)).text();
        check.equal(await resumed(browser, {}, page), url, page);
        const consent = await open(browser, url);
        check.ok(consentForm(consent.html, url));
        check.match(pendingCookies(consent.response)[0] ?? '', /max-age=0/i);
        check.equal(await resumed(browser), null, 'answered');
    }
});

await test('scripts on a page are not redirected, and the page that the user opens next is', async () => {
    const browser = new Browser();
    const url = asked();
    const { html } = await open(browser, url);
    await (await submitLogin(browser, html, url, viewer)).text();
    check.equal(await resumed(browser, { 'sec-fetch-dest': 'empty' }), null);
    check.equal(await resumed(browser, { 'x-requested-with': 'XMLHttpRequest' }), null);
    check.equal(await resumed(browser, {}, `${issuer}/index.php?module=CoreHome&action=getPromoVideo&idSite=${site}`), null);
    check.equal((await browser.request(`${issuer}/index.php?module=Login&action=logout`, null, { 'sec-fetch-dest': 'empty' })).headers.get('location')?.includes('module=OAuth2') ?? false, false);
});

await test('a page that never reaches the request is left after two returns', async () => {
    const browser = new Browser();
    const url = asked();
    const { html } = await open(browser, url);
    await (await submitLogin(browser, html, url, viewer)).text();
    check.deepEqual([await resumed(browser), await resumed(browser), await resumed(browser)], [url, url, null]);
});

await test('a login that arrives without cookies, as from another site, returns on the first try', async () => {
    const browser = new Browser();
    const url = asked();
    await open(browser, url);
    // SameSite=Lax keeps both cookies from a POST of another site; the redirect after it sends them again.
    const kept = new Map(browser.cookies);
    browser.cookies = new Map();
    await loginAs(browser, viewer);
    browser.cookies = new Map([...kept, ...browser.cookies]);
    check.equal(await resumed(browser), url);
    check.ok(consentForm((await open(browser, url)).html, url));
});

await test('only 1,500 bytes are kept: a longer request comes back by the address in the login form alone', async () => {
    for (const [length, kept] of [[1499, true], [1500, true], [1501, false], [2200, false]]) {
        const browser = new Browser();
        const url = asked({ length });
        check.equal(new URL(url).search.length - 1, length);
        // An earlier request does not come back in place of a longer one.
        await open(browser, asked());
        const { response, html } = await open(browser, url);
        check.ok(loginForm(html, url), `${length}: ${response.status}`);
        check.match(pendingCookies(response)[0] ?? '', kept ? /=v1\./ : /max-age=0/i, `${length}`);
        await (await submitLogin(browser, html, url, viewer)).text();
        check.equal(await resumed(browser), kept ? url : null, `${length}`);
        const direct = new Browser();
        const page = await open(direct, url);
        const end = await follow(direct, await submitLogin(direct, page.html, url, viewer, { form_redirect: url }), url);
        check.ok(consentForm(end.html, end.url), `${length} by the form's own address: ${end.response.status}`);
    }
});

await test('several tabs: the newest request comes back, and an answer to one does not lose another', async () => {
    const browser = new Browser();
    const [one, two] = [asked(), asked({ client: other })];
    const { html } = await open(browser, one);
    await open(browser, two);
    await (await submitLogin(browser, html, one, viewer, { form_redirect: one })).text();
    const first = await open(browser, one);
    check.equal((await decide(browser, consentForm(first.html, one))).status, 303);
    check.equal(await resumed(browser), two);
    const second = await open(browser, two);
    const back = new URL((await decide(browser, consentForm(second.html, two))).headers.get('location'));
    check.equal(`${back.origin}${back.pathname}`, other.redirectUri);
    check.equal(await resumed(browser), null);
});

await test('a cookie that was changed, is foreign or has expired is ignored', async () => {
    const owner = new Browser();
    const url = asked();
    await open(owner, url);
    const sealed = owner.cookies.get(cookieName);
    const browser = new Browser();
    await loginAs(browser, writer);
    const values = [
        sealed.slice(0, -1), `${sealed}A`, sealed.replace(/.$/, (last) => (last === 'A' ? 'Q' : 'A')), sealed.toUpperCase(), 'v1.', '', 'x', '%00',
        `v1.${'A'.repeat(4000)}`, Buffer.from(`9999999999 2 module=OAuth2&action=authorize`).toString('base64url'), encodeURIComponent(new URL(url).search),
    ];
    for (const value of values) {
        browser.cookies.set(cookieName, value);
        const response = await browser.request(home);
        check.equal(response.status, 200, value.slice(0, 60));
    }
    // An array instead of a text.
    browser.cookies.delete(cookieName);
    browser.cookies.set(`${cookieName}[x]`, sealed);
    check.equal((await browser.request(home)).status, 200);
    browser.cookies.delete(`${cookieName}[x]`);
    admin('clock', '901');
    try {
        browser.cookies.set(cookieName, sealed);
        check.equal(await resumed(browser), null, 'expired');
    } finally {
        admin('clock', '0');
    }
    const set = (value) => admin('confirm', 'CorePluginsAdmin.setSystemSettings', JSON.stringify({ settingValues: { OAuth2: [{ name: 'issuer', value }] } }));
    set(`${issuer}/other`);
    try {
        browser.cookies.set(cookieName, sealed);
        check.equal(await resumed(browser), null, 'of another issuer');
    } finally {
        set(issuer);
    }
    check.equal(await resumed(browser), url, 'the right one still works');
});

await test('a logged-in user gets no such cookie, with no credential beside the session', async () => {
    const browser = new Browser();
    await loginAs(browser, viewer);
    const token = admin('token', viewer.login, viewer.password);
    for (const extra of ['', `&token_auth=${token}`, `&token_auth=${token}&force_api_session=1`, '&force_api_session=1']) {
        check.deepEqual(pendingCookies((await open(browser, asked() + extra)).response), [], extra);
    }
    check.equal(await resumed(browser), null);
});

await test('requests that no login can mend set no cookie', async () => {
    for (const change of [`${metadata.authorization_endpoint}&client_id=nobody`, metadata.authorization_endpoint, `${asked()}&state=2&client_id=x`]) {
        const { response, html } = await open(new Browser(), change);
        check.equal(loginForm(html, change), null, change);
        check.deepEqual(pendingCookies(response), [], change);
    }
});

if (pathname === '/') {
    await test('over https the cookie is secure, and its name makes browsers insist on that', async () => {
        admin('config', 'General', 'assume_secure_protocol = 1');
        try {
            const browser = new Browser();
            const url = asked();
            const { response, html } = await open(browser, url);
            const [line] = pendingCookies(response);
            check.match(line, /^__Host-oauth2_request=v1\./);
            check.match(line, /; path=\/;/i);
            check.match(line, /; secure/i);
            check.doesNotMatch(line, /domain=/i);
            await (await submitLogin(browser, html, url, viewer)).text();
            check.ok((await resumed(browser))?.endsWith(new URL(url).search));
        } finally {
            admin('config');
        }
    });
} else {
    await test('over https in a folder the cookie is secure for that folder alone', async () => {
        admin('config', 'General', 'assume_secure_protocol = 1');
        try {
            const [line] = pendingCookies((await open(new Browser(), asked())).response);
            check.match(line, /^__Secure-oauth2_request=v1\./);
            check.ok(line.toLowerCase().includes(`; path=${pathname.toLowerCase()};`), line);
            check.match(line, /; secure/i);
        } finally {
            admin('config');
        }
    });
}

done();
