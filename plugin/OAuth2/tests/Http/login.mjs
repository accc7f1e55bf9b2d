// SPDX-License-Identifier: GPL-3.0-or-later
/** An anonymous user logs in at the authorization endpoint and returns to the same request. */
import { createHmac } from 'node:crypto';
import { Browser, forms } from '../../../../host/tests/clients/node/driver.mjs';
import { consentForm, cookies, decide, follow, loginAs, loginForm, submitLogin } from './browser.mjs';
import { admin, challenge, check, clients, done, issuer, metadata, newVerifier, redeem, site, test, users } from './call.mjs';

const { viewer, admin: siteAdmin } = users;
const { confidential } = clients;
const home = `${issuer}/index.php?module=CoreHome&action=index&idSite=${site}&period=day&date=today`;

/** An authorization URL whose query would change if it was decoded and encoded again, and its verifier. */
function asked(change = {}) {
    const verifier = newVerifier();
    const url = `${metadata.authorization_endpoint}&${new URLSearchParams({
        client_id: confidential.id, redirect_uri: confidential.redirectUri, response_type: 'code', scope: 'matomo:read',
        code_challenge: challenge(verifier), code_challenge_method: 'S256', ...change,
    })}&state=a%20b+c%2Bd%26e%3D%C3%A4`;
    return { url, verifier };
}

/** Checks that the consent page shows this request and that Allow gives a working code. */
async function allows(browser, page, { verifier }) {
    const form = consentForm(page.html, page.url);
    check.ok(form, `${page.response.status} ${page.url} ${page.html.replace(/<script[\s\S]*?<\/script>|<[^>]*>/g, ' ').replace(/\s+/g, ' ').slice(0, 400)}`);
    const back = new URL((await decide(browser, form)).headers.get('location'));
    check.equal(`${back.origin}${back.pathname}`, confidential.redirectUri);
    check.equal(back.searchParams.get('state'), 'a b c+d&e=ä');
    const answer = await redeem({ client: confidential, code: back.searchParams.get('code'), verifier, redirectUri: confidential.redirectUri });
    check.equal(answer.status, 200, answer.text);
    return answer.body;
}

const sub = (tokens) => JSON.parse(Buffer.from(tokens.access_token.split('.')[1], 'base64url')).sub;

/** Opens the login form that Matomo shows at the authorization endpoint. */
async function toLogin(browser, url) {
    const response = await browser.request(url);
    const html = await response.text();
    check.ok(loginForm(html, url), `${response.status}`);
    return html;
}

await test('without JavaScript: the login leads back to the same request, byte for byte, and from there to a code', async () => {
    const browser = new Browser();
    const request = asked();
    const html = await toLogin(browser, request.url);
    const response = await submitLogin(browser, html, request.url, viewer);
    check.equal(response.status, 302);
    const start = new URL(response.headers.get('location'), request.url).href;
    check.notEqual(start, request.url);
    const back = await browser.request(start);
    check.equal(new URL(back.headers.get('location'), start).href, request.url);
    const page = await follow(browser, await browser.request(request.url), request.url);
    check.equal(sub(await allows(browser, page, request)), viewer.login);
});

await test('with JavaScript: the form contains the address, and the login leads there directly', async () => {
    const browser = new Browser();
    const request = asked();
    const response = await submitLogin(browser, await toLogin(browser, request.url), request.url, viewer, { form_redirect: request.url });
    check.equal(new URL(response.headers.get('location'), request.url).href, request.url);
    await allows(browser, await follow(browser, response, request.url), request);
    // The user has returned to the request, so the session keeps none.
    check.equal((await browser.request(home)).status, 200);
});

await test('the login works with an e-mail address and after a wrong password', async () => {
    const browser = new Browser();
    const request = asked();
    let html = await toLogin(browser, request.url);
    for (const password of ['wrong', '']) {
        const response = await submitLogin(browser, html, request.url, { ...viewer, password });
        check.equal(response.headers.get('location'), null);
        html = await response.text();
        check.ok(loginForm(html, request.url));
    }
    const response = await submitLogin(browser, html, `${issuer}/index.php?module=Login`, { ...viewer, login: `${viewer.login}@matomo.test` });
    check.equal(sub(await allows(browser, await follow(browser, response, request.url), request)), viewer.login);
});

await test('two tabs: after one login, each request has its own decision', async () => {
    const browser = new Browser();
    const [one, two] = [asked(), asked({ client_id: clients.other.id, redirect_uri: clients.other.redirectUri })];
    const html = await toLogin(browser, one.url);
    await toLogin(browser, two.url);
    await submitLogin(browser, html, one.url, viewer, { form_redirect: one.url });
    const first = await follow(browser, await browser.request(one.url), one.url);
    const second = await follow(browser, await browser.request(two.url), two.url);
    const answer = await decide(browser, consentForm(second.html, second.url));
    const back = new URL(answer.headers.get('location'));
    check.equal(`${back.origin}${back.pathname}`, clients.other.redirectUri);
    check.equal((await redeem({ client: clients.other, code: back.searchParams.get('code'), verifier: two.verifier, redirectUri: clients.other.redirectUri })).status, 200);
    await allows(browser, first, one);
});

await test('the return to the request works once, for the user who logged in for it, within 15 minutes', async () => {
    const browser = new Browser();
    const request = asked();
    const html = await toLogin(browser, request.url);
    const response = await submitLogin(browser, html, request.url, viewer);
    await follow(browser, response, request.url);
    // The user leaves the consent page for another page.
    check.equal((await browser.request(home)).status, 200, 'the return happens once');

    for (const [seconds, status] of [['850', 302], ['901', 200]]) {
        const slow = new Browser();
        await toLogin(slow, request.url);
        admin('clock', seconds);
        try {
            // A new form, because the nonce of the old one expires sooner.
            await loginAs(slow, viewer);
            check.equal((await slow.request(home)).status, status, `after ${seconds} s`);
        } finally {
            admin('clock', '0');
        }
    }

    // A logged-in user who opened a request is not redirected to it later.
    const calm = new Browser();
    await loginAs(calm, viewer);
    check.equal((await calm.request(home)).status, 200);
    await calm.request(request.url);
    await calm.request(`${request.url}&token_auth=${admin('token', viewer.login, viewer.password)}&force_api_session=1`);
    check.equal((await calm.request(home)).status, 200, 'no login');
});

await test('the login changes the session id, so that a planted one is worth nothing', async () => {
    const browser = new Browser();
    const request = asked();
    const html = await toLogin(browser, request.url);
    const before = cookies(browser);
    await submitLogin(browser, html, request.url, viewer);
    check.notEqual(cookies(browser), before);
    const planted = new Browser();
    planted.cookies = new Map([before.split('=')]);
    check.ok(loginForm(await (await planted.request(request.url)).text(), request.url));
});

await test('the return address of the login form leads to no other host', async () => {
    for (const form_redirect of [
        'https://evil.example/index.php?module=OAuth2&action=authorize', '//evil.example/?module=OAuth2', 'http://127.0.0.1.evil.example/?module=OAuth2',
        'javascript:alert(1)//?module=OAuth2', 'http:evil.example?module=OAuth2', '/\\evil.example/?module=OAuth2', 'https://evil.example#?module=OAuth2',
    ]) {
        const browser = new Browser();
        const request = asked();
        const response = await submitLogin(browser, await toLogin(browser, request.url), request.url, viewer, { form_redirect });
        const target = response.headers.get('location');
        check.ok(target === null || new URL(target, issuer).origin === new URL(issuer).origin, `${form_redirect}: ${target}`);
    }
    // The server keeps only the query of the request, so a hostile one leads to no other host either.
    for (const query of ['&redirect=//evil.example', '&form_redirect=https://evil.example/?module=OAuth2', '#@evil.example', '&url=https://evil.example']) {
        const browser = new Browser();
        const url = `${asked().url}${query}`;
        const html = await toLogin(browser, url);
        let response = await submitLogin(browser, html, url, viewer);
        for (let step = 0; step < 4 && response.headers.get('location') !== null; step++) {
            const target = new URL(response.headers.get('location'), url);
            check.equal(target.origin, new URL(issuer).origin, target.href);
            response = await browser.request(target.href);
        }
    }
});

await test('anonymous visitors who may see reports still have to log in', async () => {
    admin('confirm', 'UsersManager.setUserAccess', JSON.stringify({ userLogin: 'anonymous', access: 'view', idSites: site }));
    try {
        const browser = new Browser();
        const request = asked();
        const response = await submitLogin(browser, await toLogin(browser, request.url), request.url, viewer);
        await allows(browser, await follow(browser, response, request.url), request);
    } finally {
        admin('confirm', 'UsersManager.setUserAccess', JSON.stringify({ userLogin: 'anonymous', access: 'noaccess', idSites: site }));
    }
});

await test('a token_auth or a bearer token does not replace the login at the authorization endpoint', async () => {
    const tokenAuth = admin('token', viewer.login, viewer.password);
    const { url } = asked();
    for (const extra of [`&token_auth=${tokenAuth}`, `&token_auth=${tokenAuth}&force_api_session=1`, `&force_api_session=1`]) {
        for (const form of [null, [['token_auth', tokenAuth], ['force_api_session', '1'], ['decision', 'allow']]]) {
            const browser = new Browser();
            const response = await browser.request(`${url}${extra}`, form);
            const html = await response.text();
            check.equal(response.headers.get('location'), null, extra);
            check.equal(consentForm(html, url), null, `${extra}: ${response.status}`);
        }
    }
    const browser = new Browser();
    await browser.request(`${url}&token_auth=${tokenAuth}&force_api_session=1`);
    check.equal(consentForm(await (await browser.request(url)).text(), url), null, 'nor afterwards');
    const withHeader = await browser.request(url, null, { authorization: `Bearer ${tokenAuth}` });
    check.equal(consentForm(await withHeader.text(), url), null);
});

await test('a user without any access sees a page that names the scopes, says whom to ask, and links back to the app', async () => {
    const user = admin('add-user', 'oauth2_nothing', 'none');
    const browser = new Browser();
    const request = asked();
    const page = await follow(browser, await submitLogin(browser, await toLogin(browser, request.url), request.url, user, { form_redirect: request.url }), request.url);
    check.equal(consentForm(page.html, page.url), null);
    check.equal(page.response.status, 403);
    for (const text of ['asks for access that you don’t have yourself', '<code>matomo:read</code>', 'Ask an administrator']) {
        check.ok(page.html.includes(text), text);
    }
    const back = new URL(page.html.match(/<a class="button" href="([^"]+)"/)[1].replaceAll('&amp;', '&'));
    check.ok(back.href.startsWith(`${confidential.redirectUri}?`), back.href);
    check.equal(back.searchParams.get('error'), 'access_denied');
    check.equal(back.searchParams.get('state'), new URL(request.url).searchParams.get('state'));
    admin('delete-user', user.login);
});

/** RFC 6238 with the parameters of authenticator apps. */
function totp(secret, at = Date.now()) {
    const bits = [...secret].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('');
    const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
    const counter = Buffer.alloc(8);
    counter.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
    const hash = createHmac('sha1', key).update(counter).digest();
    return String((hash.readUInt32BE(hash[19] & 15) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

await test('with a second factor: password, code, then consent for the same request; nothing before the code', async () => {
    const secret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
    const user = admin('add-user', 'oauth2_twofactor', 'view');
    admin('second-factor', user.login, secret);
    for (const change of [{ form_redirect: true }, {}]) {
        const browser = new Browser();
        const request = asked();
        const form = change.form_redirect ? { form_redirect: request.url } : {};
        let page = await follow(browser, await submitLogin(browser, await toLogin(browser, request.url), request.url, user, form), request.url);
        const nonce = (text) => text.match(/form-nonce="(?:&quot;)?([0-9a-f]{32})/)?.[1];
        check.ok(nonce(page.html), page.html.slice(0, 300));
        check.equal(consentForm(page.html, page.url), null);
        // Neither a second request nor a decision without the page gets around the second factor.
        check.ok(nonce(await (await browser.request(request.url)).text()));
        const forced = await browser.request(request.url, [['decision', 'allow'], ['nonce', 'x']]);
        check.equal(forced.headers.get('location'), null);
        page = { ...page, html: await (await browser.request(page.url)).text() };
        const wrong = await browser.request(page.url, [['form_authcode', '000000'], ['form_nonce', nonce(page.html)]]);
        const again = await wrong.text();
        check.ok(nonce(again), again.slice(0, 300));
        const right = await browser.request(page.url, [['form_authcode', totp(secret)], ['form_nonce', nonce(again)]]);
        page = await follow(browser, right, page.url);
        check.equal(sub(await allows(browser, page, request)), user.login);
        // Each code works once.
        admin('second-factor', user.login, secret);
        await new Promise((resolve) => setTimeout(resolve, 30_500 - (Date.now() % 30_000)));
    }
    admin('delete-user', user.login);
});

await test('the clean route leads to the same page, with the query unchanged', async () => {
    const { url } = asked();
    const response = await fetch(`${issuer}/oauth2/authorize${new URL(url).search.replace('?module=OAuth2&action=authorize&', '?')}`, { redirect: 'manual' });
    check.equal(response.status, 302);
    check.equal(response.headers.get('location'), url);
    check.equal(response.headers.get('set-cookie'), null);
});

done();
