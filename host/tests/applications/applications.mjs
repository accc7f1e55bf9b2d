// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * Applications in Chromium with other people's client libraries and the settings of plugin/OAuth2/docs/clients.md: they log in,
 * are reloaded, run in two tabs and in popups, and renew their tokens. The folder OAUTH2_APPLICATIONS has the packages.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { check, done, test } from '../clients/node/check.mjs';
import { documented } from '../clients/node/document.mjs';
import settings, { issuer, users, whoami } from '../clients/node/settings.mjs';

const metadata = await (await fetch(settings.metadata)).json();
const packages = process.env.OAUTH2_APPLICATIONS;
const { build } = createRequire(`${packages}/package.json`)('esbuild');
const folder = mkdtempSync(join(tmpdir(), 'oauth2-applications-'));
/** An address below index.php, to which the guide's interceptor sends the token: in the embedded host only this one. */
const report = settings.api.startsWith(`${issuer}/index.php`)
    ? settings.api
    : `${issuer}/index.php?module=API&method=VisitsSummary.get&idSite=1&period=day&date=yesterday&format=json`;
const { viewer } = users;

/** Lets a page import a code block of the guide as a function that takes the names which the block uses. */
const guide = {
    name: 'guide',
    setup({ onResolve, onLoad }) {
        onResolve({ filter: /^guide:/ }, ({ path }) => ({ path: path.slice(6), namespace: 'guide' }));
        onLoad({ filter: /./, namespace: 'guide' }, ({ path }) => {
            const [heading, number] = path.split('#');
            const code = documented(heading, Number(number ?? 0)).trim().replace(/;$/, '');
            const names = ['UserManager', 'provideOAuthClient', 'clientId', 'redirectUri'].filter((name) => new RegExp(`\\b${name}\\b`).test(code));
            return { contents: `export default ({ ${names.join(', ')} }) => (${code});` };
        });
    },
};
const libraries = ['oidc', 'angular', 'react'];
await build({
    entryPoints: libraries.map((name) => fileURLToPath(new URL(`pages/${name}.js`, import.meta.url))),
    bundle: true, format: 'iife', outdir: folder, nodePaths: [join(packages, 'node_modules')], plugins: [guide], logLevel: 'error', keepNames: true,
    define: { ngServerMode: 'false', 'process.env.NODE_ENV': '"production"', ngDevMode: 'false' },
});

/** The application's own web server. */
const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://127.0.0.1');
    const [, name, type] = pathname.match(/^\/([a-z-]+)\.(html|js)$/) ?? [];
    response.setHeader('Content-Type', type === 'js' ? 'text/javascript' : 'text/html; charset=utf-8');
    if (type === 'js' && libraries.includes(name)) {
        response.end(readFileSync(join(folder, `${name}.js`)));
    } else if (name === 'angular-popup') {
        // The page that the library's documentation asks for.
        response.end('<!DOCTYPE html><script>(window.opener || window.parent).postMessage(location.hash || "#" + location.search, location.origin);</script>');
    } else if (libraries.includes(name)) {
        response.end(`<!DOCTYPE html><html lang="en"><title>busy</title><body><script>
            var given = { clientId: localStorage.getItem('client') ?? 'spa' };
            </script><script src="/${name}.js"></script>`);
    } else {
        response.statusCode = 404;
        response.end();
    }
});
await new Promise((listening) => { server.listen(0, '127.0.0.1', listening); });
const origin = `http://127.0.0.1:${server.address().port}`;

const browser = await chromium.launch({
    executablePath: process.env.OAUTH2_CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});

/** A browser of its own; `sent` has the requests to the server: [{method, url, headers, body}]. */
async function open() {
    const context = await browser.newContext();
    context.setDefaultTimeout(60000);
    const sent = [];
    context.on('request', (request) => {
        if (request.url().startsWith(issuer)) {
            sent.push({ method: request.method(), url: request.url(), headers: request.headers(), body: request.postData() ?? '' });
        }
    });
    const tokens = () => sent.filter(({ method, url }) => method === 'POST' && url === metadata.token_endpoint);
    return { context, sent, tokens };
}

async function visit(context, name) {
    const page = await context.newPage();
    await page.goto(`${origin}/${name}.html`);
    await settled(page);
    return page;
}

/** Waits until the application has started. */
const settled = async (page) => {
    await page.waitForFunction(() => document.title !== 'busy');
    if (process.env.DEBUG) {
        console.log(await page.title());
    }
};

/** Logs in where the server asks, and decides. */
async function decide(page, button = 'Allow') {
    const password = page.locator('input[type=password]').first();
    const wanted = page.getByRole('button', { name: button, exact: true });
    // Matomo refuses its login form once if the user has logged in from another tab since.
    for (let tries = 0; tries < 2; tries++) {
        await password.or(wanted).first().waitFor();
        if (await wanted.isVisible()) {
            break;
        }
        await page.locator('input:not([type=hidden]):not([type=password])').first().fill(viewer.login);
        await password.fill(viewer.password);
        await Promise.all([page.waitForEvent('load'), password.press('Enter')]);
    }
    await wanted.click().catch(async (error) => {
        throw new Error(`${error.message} at ${page.url()}: ${await page.locator('body').innerText()}`);
    });
}

/** Logs in by a redirect of the whole page. */
async function logIn(page) {
    await page.evaluate(() => { window.application.logIn(); });
    await decide(page);
    await page.waitForURL((url) => url.origin === origin);
    await settled(page);
    await until(page, async () => await window.application.token() !== null);
}

/** Waits until the body is true in the page. (Playwright's own function takes a promise for true.) */
async function until(page, body, argument) {
    for (let end = Date.now() + 60000; Date.now() < end;) {
        if (await page.evaluate(body, argument).catch(() => false)) {
            return;
        }
        await new Promise((later) => { setTimeout(later, 50); });
    }
    throw new Error(`never true at ${page.url()}: ${body}`);
}

const token = (page) => page.evaluate(() => window.application.token());
const called = async (given) => (await fetch(whoami, { headers: { authorization: `Bearer ${given}` } })).status;
/** Calls the API from the page, so that the browser's rules for other origins apply. */
const calledFrom = (page) => page.evaluate(async (url) => {
    const response = await fetch(url, { headers: { authorization: `Bearer ${await window.application.token()}` } });
    return (await response.json()).login;
}, whoami);

for (const [name, library] of [['oidc', 'oidc-client-ts'], ['angular', 'angular-oauth2-oidc'], ['react', 'react-oauth2-code-pkce']]) {
    await test(`${library}: a user logs in, and the page calls the API`, async () => {
        const { context } = await open();
        const page = await visit(context, name);
        check.equal(await token(page), null);
        await logIn(page);
        check.equal(await calledFrom(page), viewer.login);
        await context.close();
    });

    await test(`${library}: the page is reloaded, and again with the address of the redirect`, async () => {
        const { context, tokens } = await open();
        const page = await visit(context, name);
        let back = '';
        context.on('request', (request) => { back = request.url().startsWith(`${origin}/`) && request.url().includes('code=') ? request.url() : back; });
        await logIn(page);
        const first = await token(page);
        await page.reload();
        await settled(page);
        check.equal(await token(page), first);
        check.equal(tokens().length, 1);
        check.match(back, /[?&]code=/);
        // A copied address, or "back" to it: whatever the library does, the tokens stay.
        await page.goto(back);
        await settled(page);
        await page.goto(`${origin}/${name}.html`);
        await settled(page);
        check.equal(await called(first), 200);
        check.equal(await called(await token(page)), 200);
        await context.close();
    });

    await test(`${library}: two tabs log in at the same time`, async () => {
        const { context } = await open();
        const [one, two] = [await visit(context, name), await visit(context, name)];
        await one.evaluate(() => { window.application.logIn(); });
        await one.locator('input[type=password]').first().waitFor();
        await two.evaluate(() => { window.application.logIn(); });
        await two.locator('input[type=password]').first().waitFor();
        if (name === 'react') {
            // The library keeps one verifier for all tabs: only the tab that began last can finish.
            await decide(two);
            await two.waitForURL((url) => url.origin === origin);
            await until(two, async () => await window.application.token() !== null);
            check.equal(await calledFrom(two), viewer.login);
        } else {
            await decide(one);
            await one.waitForURL((url) => url.origin === origin);
            await decide(two);
            for (const page of [one, two]) {
                await page.waitForURL((url) => url.origin === origin);
                await settled(page);
                await until(page, async () => await window.application.token() !== null);
                check.equal(await calledFrom(page), viewer.login);
            }
        }
        await context.close();
    });

    await test(`${library}: a denial reaches the application, and no token`, async () => {
        const { context } = await open();
        const page = await visit(context, name);
        await page.evaluate(() => { window.application.logIn(); });
        await decide(page, 'Deny');
        await page.waitForURL((url) => url.origin === origin);
        await settled(page);
        check.equal(await token(page), null);
        await context.close();
    });
}

await test('oidc-client-ts: a popup logs in, and one where the user denies tells why', async () => {
    const { context } = await open();
    const page = await visit(context, 'oidc');
    for (const [button, expected] of [['Deny', 'access_denied'], ['Allow', null]]) {
        const opened = page.waitForEvent('popup');
        await page.evaluate(() => { window.outcome = window.manager.signinPopup().then((user) => user.access_token, (error) => ({ error: error.error ?? error.message })); });
        const popup = await opened;
        await decide(popup, button);
        const outcome = await page.evaluate(() => window.outcome);
        if (expected) {
            check.equal(outcome.error, expected);
        } else {
            check.equal(await called(outcome), 200);
            check.equal(await calledFrom(page), viewer.login);
        }
        check.ok(popup.isClosed() || await popup.waitForEvent('close').then(() => true));
    }
    await context.close();
});

await test('oidc-client-ts: the access token is renewed by itself shortly before it expires, also after a reload', async () => {
    const { context, tokens } = await open();
    const page = await visit(context, 'oidc');
    await logIn(page);
    const first = await token(page);
    await page.evaluate(async () => {
        const user = await window.manager.getUser();
        user.expires_in = 62;
        await window.manager.storeUser(user);
    });
    await page.reload();
    await settled(page);
    await until(page, async (old) => await window.application.token() !== old, first);
    check.equal(tokens().length, 2);
    check.match(tokens()[1].body, /grant_type=refresh_token/);
    check.equal(await calledFrom(page), viewer.login);
    await context.close();
});

await test('oidc-client-ts: two tabs that share their tokens renew them at the same time', async () => {
    const { context } = await open();
    const one = await visit(context, 'oidc');
    await one.evaluate(() => localStorage.setItem('shared', '1'));
    await one.reload();
    await settled(one);
    await logIn(one);
    const two = await visit(context, 'oidc');
    const renewed = await Promise.all([one, two].map((page) => page.evaluate(async () => (await window.manager.signinSilent()).access_token)));
    check.notEqual(renewed[0], renewed[1]);
    for (const given of renewed) {
        check.equal(await called(given), 200);
    }
    check.equal(await called(await one.evaluate(async () => (await window.manager.signinSilent()).access_token)), 200);
    await context.close();
});

await test('oidc-client-ts: without a refresh token the hidden frame gets consent_required at once', async () => {
    const { context } = await open();
    const page = await visit(context, 'oidc');
    await page.evaluate(() => { localStorage.setItem('client', 'spa_short'); });
    await page.reload();
    await settled(page);
    await logIn(page);
    const begin = Date.now();
    const error = await page.evaluate(() => window.manager.signinSilent().then(() => null, (trouble) => trouble.error ?? trouble.message));
    check.equal(error, 'consent_required');
    check.ok(Date.now() - begin < 9000, 'the library waited for its timeout');
    await context.close();
});

await test('oidc-client-ts: revokeTokens() revokes the tokens', async () => {
    const { context } = await open();
    const page = await visit(context, 'oidc');
    await logIn(page);
    const first = await token(page);
    await page.evaluate(() => window.manager.revokeTokens());
    check.equal(await called(first), 401);
    await context.close();
});

await test('angular-oauth2-oidc: the interceptor sends the token to the API, and a stale one to the token endpoint does no harm', async () => {
    const { context, sent, tokens } = await open();
    const page = await visit(context, 'angular');
    await logIn(page);
    check.ok(await page.evaluate((url) => window.application.get(url), report));
    check.ok(sent.some(({ url, headers }) => url === report && headers.authorization?.startsWith('Bearer ')));
    const first = await token(page);
    await page.evaluate(() => window.oauth.refreshToken());
    check.notEqual(await token(page), first);
    // Where the token endpoint is below index.php, too, the interceptor adds the header to the refresh.
    check.equal(tokens().at(-1).headers.authorization !== undefined, metadata.token_endpoint.startsWith(`${issuer}/index.php`));
    await page.evaluate(() => { sessionStorage.setItem('access_token', 'stale'); return window.oauth.refreshToken(); });
    check.equal(await calledFrom(page), viewer.login);
    await context.close();
});

await test('angular-oauth2-oidc: the access token is renewed by itself, also after a reload', async () => {
    const { context } = await open();
    const page = await visit(context, 'angular');
    await logIn(page);
    const first = await token(page);
    await page.evaluate(() => { localStorage.setItem('more', JSON.stringify({ timeoutFactor: 0.001 })); });
    await page.reload();
    await settled(page);
    await until(page, (old) => window.oauth.getAccessToken() !== old, first);
    check.equal(await calledFrom(page), viewer.login);
    await context.close();
});

await test('angular-oauth2-oidc: a popup logs in', async () => {
    const { context } = await open();
    const page = await visit(context, 'angular');
    await page.evaluate(() => { localStorage.setItem('popup', '1'); });
    await page.reload();
    await settled(page);
    const opened = page.waitForEvent('popup');
    await page.evaluate(() => { window.outcome = window.oauth.initLoginFlowInPopup(); });
    await decide(await opened);
    await page.evaluate(() => window.outcome);
    check.equal(await calledFrom(page), viewer.login);
    await context.close();
});

await test('angular-oauth2-oidc: revokeTokenAndLogout() revokes the tokens', async () => {
    const { context } = await open();
    const page = await visit(context, 'angular');
    await logIn(page);
    const first = await token(page);
    await page.evaluate(() => window.oauth.revokeTokenAndLogout());
    check.equal(await called(first), 401);
    check.equal(await token(page), null);
    await context.close();
});

await test('react-oauth2-code-pkce: the access token is renewed by itself, also after a reload', async () => {
    const { context, tokens } = await open();
    const page = await visit(context, 'react');
    await logIn(page);
    const first = await token(page);
    await page.evaluate(() => { localStorage.setItem('ROCP_tokenExpire', '1'); });
    await page.reload();
    await until(page, (old) => window.application?.token() !== old && window.application?.token(), first);
    check.match(tokens().at(-1).body, /grant_type=refresh_token/);
    check.equal(await calledFrom(page), viewer.login);
    check.ok(await page.evaluate(() => Number(localStorage.getItem('ROCP_refreshTokenExpire')) > Date.now() / 1000 + 29 * 24 * 3600));
    await context.close();
});

await test('react-oauth2-code-pkce: a popup logs in', async () => {
    const { context } = await open();
    const page = await visit(context, 'react');
    const opened = page.waitForEvent('popup');
    await page.evaluate(() => { window.auth.logIn(undefined, undefined, 'popup'); });
    await decide(await opened);
    await until(page, () => window.application.token() !== null);
    check.equal(await calledFrom(page), viewer.login);
    await context.close();
});

await browser.close();
server.close();
server.closeAllConnections();
rmSync(folder, { recursive: true, force: true });
done();
