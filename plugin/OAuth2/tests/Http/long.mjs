// SPDX-License-Identifier: GPL-3.0-or-later
/** Long requests and answers behind nginx with its stock buffers, and URLs with a second "?". */
import { Browser } from '../../../../host/tests/clients/node/driver.mjs';
import { consentForm, decide, follow, loginAs, loginForm, submitLogin } from './browser.mjs';
import { admin, challenge, check, clients, done, issuer, metadata, newVerifier, raw, redeem, settings, test, users } from './call.mjs';
import { request as bytes } from '../../../../host/tests/attacks/http.mjs';

const { viewer } = users;
const { confidential } = clients;
const index = `${issuer}/index.php?module=OAuth2&action=authorize`;
const route = `${issuer}/oauth2/authorize`;
const folder = new URL(`${issuer}/`).pathname.replace(/\/$/, '');
const LIMIT = 3000;

/** The client's parameters in this order, with `state` as it is. */
function parameters({ state = 'xyz', verifier = newVerifier(), first = null } = {}) {
    const all = {
        response_type: 'code', client_id: confidential.id, redirect_uri: confidential.redirectUri, scope: 'matomo:read',
        code_challenge: challenge(verifier), code_challenge_method: 'S256',
    };
    const names = Object.keys(all).sort((a, b) => (b === first) - (a === first));
    return `${names.map((name) => `${name}=${encodeURIComponent(all[name])}`).join('&')}&state=${state}`;
}

/** The length of the answer's Location for a state without characters to encode. */
const answer = (state) => `${confidential.redirectUri}?code=${'x'.repeat(76)}&state=${state}&iss=${encodeURIComponent(issuer)}`.length;
const longestState = 'x'.repeat(LIMIT - answer(''));

/** The parameters, padded by one that no server knows, so that the URL below index.php has this length. */
function padded(length) {
    const query = `${parameters()}&x=`;
    return query + 'y'.repeat(length - `${index}&${query}`.length);
}

const open = async (browser, url, form = null) => {
    const response = await browser.request(url, form);
    return { response, html: await response.text(), url };
};

const text = (html) => html.replace(/<(style|script)[\s\S]*?<\/\1>|<[^>]*>/g, ' ').replace(/\s+/g, ' ');

/** Checks the page that refuses a long request and that the server gave nothing away for it. */
function tooLong({ response, html }, what) {
    check.equal(response.status, 400, `${what}: ${response.status} ${text(html).slice(0, 200)}`);
    check.equal(response.headers.get('location'), null, what);
    check.match(text(html), /is too long/, what);
}

const user = new Browser();
await loginAs(user, viewer);

await test('the longest answer reaches the client: consent, code and denial', async () => {
    for (const decision of ['allow', 'deny']) {
        const verifier = newVerifier();
        const page = await open(user, `${index}&${parameters({ state: longestState, verifier })}`);
        const response = await decide(user, consentForm(page.html, page.url), decision);
        check.equal(response.status, 303, `${decision}: ${response.status}`);
        const location = response.headers.get('location');
        check.ok(location.length <= LIMIT && location.length > LIMIT - 20, `${location.length}`);
        const back = new URL(location);
        check.equal(back.searchParams.get('state'), longestState);
        check.equal(back.searchParams.has('code'), decision === 'allow');
        if (decision === 'allow') {
            check.equal((await redeem({ client: confidential, code: back.searchParams.get('code'), verifier, redirectUri: confidential.redirectUri })).status, 200);
        }
    }
});

await test('an error with the longest state reaches the client, too', async () => {
    const page = await open(user, `${index}&${parameters({ state: longestState }).replace('response_type=code', 'response_type=token')}`);
    check.equal(page.response.status, 303);
    check.equal(new URL(page.response.headers.get('location')).searchParams.get('state'), longestState);
});

await test('a longer answer is refused before the consent and before the login, and costs nothing', async () => {
    const count = () => ['oauth2_consent', 'oauth2_authorization'].map((table) => admin('count', table));
    const before = count();
    for (const state of [`${longestState}x`, 'x'.repeat(3900), 'x'.repeat(7000), "'".repeat(1000), '%20'.repeat(1000)]) {
        for (const browser of [user, new Browser()]) {
            tooLong(await open(browser, `${index}&${parameters({ state })}`), `${state.length} of ${state.slice(0, 3)}`);
        }
    }
    check.deepEqual(count(), before);
});

await test('the login leads back to the longest request, and a longer one is refused before it', async () => {
    for (const [length, fits] of [[LIMIT, true], [LIMIT + 1, false], [LIMIT + 900, false]]) {
        const browser = new Browser();
        const url = `${index}&${padded(length)}`;
        check.equal(url.length, length);
        const page = await open(browser, url);
        if (!fits) {
            tooLong(page, `${length}`);
            continue;
        }
        check.ok(loginForm(page.html, url), `${length}: ${page.response.status}`);
        const response = await submitLogin(browser, page.html, url, viewer, { form_redirect: url });
        check.equal(response.status, 302, `${length}`);
        check.equal(response.headers.get('location'), url);
        const end = await open(browser, url);
        check.ok(consentForm(end.html, url));
    }
});

await test('the clean route redirects the longest request; a longer one gets its page there', async () => {
    const longest = padded(LIMIT);
    const redirect = await fetch(`${route}?${longest}`, { redirect: 'manual' });
    check.equal(redirect.status, 302);
    check.equal(redirect.headers.get('location'), `${index}&${longest}`);
    for (const length of [LIMIT + 1, LIMIT + 900]) {
        const page = await open(new Browser(), `${route}?${padded(length)}`);
        tooLong(page, `${length}`);
        // The images of the page exist, although the route looks like a folder.
        for (const [, source] of page.html.matchAll(/<(?:img|link)\b[^>]*(?:src|href)="([^"]+)"/g)) {
            check.equal((await fetch(new URL(source, page.url))).status, 200, source);
        }
    }
});

await test('the headers of all these answers fit into nginx\'s stock buffer of 4 KB', async () => {
    const sizes = {};
    const size = (name, response) => {
        // As PHP sent them; nginx adds and removes a few of its own.
        sizes[name] = [...response.headers].reduce((sum, [key, value]) => sum + key.length + value.length + 4, 0);
        check.ok(sizes[name] < 4000, `${name}: ${sizes[name]}`);
    };
    const consent = await open(user, `${index}&${parameters({ state: longestState })}`);
    size('consent page', consent.response);
    size('redirect to the client', await decide(user, consentForm(consent.html, consent.url)));
    const browser = new Browser();
    const kept = `${index}&${parameters({ state: 'x'.repeat(1500 - new URL(`${index}&${parameters({ state: '' })}`).search.length + 1) })}`;
    const form = await open(browser, kept);
    size('login form with the longest cookie', form.response);
    const url = `${index}&${padded(LIMIT)}`;
    const login = await open(browser, url);
    size('login redirect', await submitLogin(browser, login.html, url, viewer, { form_redirect: url }));
    size('clean route', await fetch(`${route}?${padded(LIMIT)}`, { redirect: 'manual' }));
    console.log(`    bytes: ${JSON.stringify(sizes)}`);
});

await test('a second "?" counts as "&", whatever parameter follows it', async () => {
    for (const first of ['response_type', 'client_id', 'redirect_uri', 'scope', 'code_challenge']) {
        const verifier = newVerifier();
        const page = await open(user, `${index}?${parameters({ verifier, first, state: 'a%20b' })}`);
        const form = consentForm(page.html, page.url);
        check.ok(form, `${first}: ${page.response.status} ${text(page.html).slice(0, 200)}`);
        const back = new URL((await decide(user, form)).headers.get('location'));
        check.equal(back.searchParams.get('state'), 'a b');
        check.equal((await redeem({ client: confidential, code: back.searchParams.get('code'), verifier, redirectUri: confidential.redirectUri })).status, 200);
    }
});

await test('with a second "?" every login leads back, and the cookie is used up', async () => {
    for (const form_redirect of [true, false]) {
        const browser = new Browser();
        const url = `${index}?${parameters()}`;
        const page = await open(browser, url);
        check.ok(loginForm(page.html, url), `${page.response.status} ${text(page.html).slice(0, 200)}`);
        const end = await follow(browser, await submitLogin(browser, page.html, url, viewer, form_redirect ? { form_redirect: url } : {}), url);
        check.ok(consentForm(end.html, end.url), `${end.response.status} ${end.url}`);
        check.equal([...browser.cookies.keys()].some((name) => name.includes('oauth2_request')), false);
    }
});

await test('on the clean route a second "?" counts likewise, and the usual forms stay as they are', async () => {
    const query = parameters({ state: 'a?b' });
    for (const [url, target] of [
        [`${route}?${query}`, `${index}&${query}`],
        [`${route}?module=OAuth2&action=authorize?${query}`, `${index}&${query}`],
        [`${route}?module=OAuth2&action=authorize&${query}`, `${index}&${query}`],
    ]) {
        const response = await fetch(url, { redirect: 'manual' });
        check.equal(response.status, 302, url);
        check.equal(response.headers.get('location'), target);
        const page = await open(user, target);
        const back = new URL((await decide(user, consentForm(page.html, target))).headers.get('location'));
        check.equal(back.searchParams.get('state'), 'a?b');
    }
});

await test('no other "?" changes its meaning', async () => {
    for (const [state, expected] of [['a?b', 'a?b'], ['?', '?'], ['a?client_id=other', 'a?client_id=other'], ['%3Fx', '?x'], ['module=OAuth2%26action=authorize?y=1', 'module=OAuth2&action=authorize?y=1']]) {
        const page = await open(user, `${index}&${parameters({ state })}`);
        const back = new URL((await decide(user, consentForm(page.html, page.url))).headers.get('location'));
        check.equal(back.searchParams.get('state'), expected, state);
    }
    const withQuery = `${confidential.redirectUri}?x`;
    const refused = await open(user, `${index}&${parameters().replace(encodeURIComponent(confidential.redirectUri), withQuery)}`);
    check.match(text(refused.html), /is not registered/);
    check.ok(refused.html.includes(withQuery));
    // Only "?" directly after the action counts, and only there.
    for (const query of [
        `action=authorize&module=OAuth2?${parameters()}`, `module=OAuth2&action=authorize%3F${parameters()}`, `module=OAuth2&&action=authorize?${parameters()}`,
        `module=OAuth2&action=jwks?${parameters()}`, `module=OAuth2&action=token?${parameters()}`, `module=oauth2&action=authorize?${parameters()}`,
    ]) {
        const page = await open(user, `${issuer}/index.php?${query}`);
        check.equal(consentForm(page.html, page.url), null, query);
        check.doesNotMatch(page.html, /"keys"/, query);
    }
});

await test('credentials in a URL with a second "?" count as everywhere: no bearer and no token_auth replaces the login', async () => {
    const token = admin('token', viewer.login, viewer.password);
    for (const query of [`token_auth=${token}&${parameters()}`, `force_api_session=1&token_auth=${token}&${parameters()}`]) {
        const page = await open(new Browser(), `${index}?${query}`);
        check.equal(consentForm(page.html, page.url), null);
        check.equal(page.response.headers.get('location'), null);
    }
    const answer = await raw(bytes(`POST ${folder}/index.php?module=OAuth2&action=authorize?client_id=${confidential.id} HTTP/1.1`, [`Host: ${new URL(issuer).host}`, 'Content-Type: application/x-www-form-urlencoded'], 'decision=allow'));
    check.ok(answer.status === 403 || answer.status === 400, `${answer.status}`);
});

await test('clients that append "?" to the endpoint of the metadata arrive', async () => {
    // As grant, @badgateway/oauth2-client, AppAuth-JS, react-oauth2-code-pkce and Node-RED build the URL.
    const page = await open(user, `${metadata.authorization_endpoint}?${parameters()}`);
    check.ok(consentForm(page.html, page.url), `${settings.metadata}: ${page.response.status}`);
});

done();
