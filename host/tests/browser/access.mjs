// SPDX-License-Identifier: GPL-3.0-or-later
/** Accessibility of the pages: keyboard, screen reader, narrow screen, large text. */
import { mkdirSync } from 'node:fs';
import { check, done, test } from '../clients/node/check.mjs';
import { issuer, users } from '../clients/node/settings.mjs';
import { address, browser, callback, callbacks, close, logIn, open, overflow, violations } from './pages.mjs';
import { token } from './token.mjs';

const several = { scope: 'matomo:read matomo:write matomo:admin matomo:superuser' };
const long = {
    client_id: 'long', ...several,
    redirect_uri: 'https://a-very-long-host-name-that-does-not-fit.into-one-line-of-a-phone.example-app.com/oauth/callback',
};
const pages = {
    consent: { url: address({ redirect_uri: 'https://example-app.com/oauth/callback' }), login: 'viewer' },
    'consent-scopes': { url: address({ ...several, redirect_uri: 'http://127.0.0.1:51004/callback' }), login: 'superuser' },
    'consent-long': { url: address(long), login: 'superuser' },
    'consent-scheme': { url: address({ ...long, redirect_uri: 'com.example.an-app-with-a-long-scheme:/callback' }), login: 'superuser' },
    error: { url: address({ redirect_uri: 'https://evil.example/callback' }), login: 'viewer' },
    'error-long': { url: address({ redirect_uri: `https://evil.example/${'a'.repeat(900)}` }), login: 'viewer' },
    login: { url: address(), login: null },
    home: { url: `${issuer}/`, login: null },
    apps: { url: `${issuer}/apps`, login: 'writer' },
    callback: { url: `${issuer}/callback?code=${'c'.repeat(76)}&state=xyz&iss=${encodeURIComponent(issuer)}`, login: null },
};

/** OAUTH2_SCREENSHOTS=FOLDER saves screenshots; those of the README are in docs/screenshots. */
const pictures = process.env.OAUTH2_SCREENSHOTS;
if (pictures) {
    mkdirSync(pictures, { recursive: true });
}

// Creates an authorization for the page of authorized apps.
{
    const { context, page } = await open({ login: 'writer' });
    await page.goto(address());
    await page.getByRole('button', { name: 'Allow', exact: true }).click();
    await page.waitForURL(`${callback}**`);
    await token(callbacks[0].query.code);
    await context.close();
}

for (const [name, { url, login }] of Object.entries(pages)) {
    for (const width of [1280, 390, 320]) {
        await test(`${name} at ${width} pixels: axe-core finds nothing and nothing overflows`, async () => {
            const { context, page } = await open({ login, width });
            await page.goto(url);
            check.deepEqual(await violations(page), []);
            check.deepEqual(await overflow(page), []);
            const small = await page.getByRole('main').getByRole('button').evaluateAll((all) => all
                .filter((node) => node.getBoundingClientRect().height < 44)
                .map((node) => node.textContent));
            check.deepEqual(small, [], 'buttons that are too small for a finger');
            if (pictures) {
                await page.screenshot({ path: `${pictures}/${name}${width === 1280 ? '' : `-${width}`}.png`, fullPage: true });
            }
            await context.close();
        });
    }
}

await test('with text twice as large nothing is cut off or overflows', async () => {
    const { context, page } = await open({ login: 'superuser', width: 640 });
    await page.goto(address(long));
    await page.evaluate(() => { document.documentElement.style.fontSize = '200%'; document.body.style.fontSize = '32px'; });
    check.deepEqual(await overflow(page), []);
    await context.close();
});

await test('in forced colours every control is visible', async () => {
    const context = await browser.newContext({ forcedColors: 'active' });
    const page = await context.newPage();
    await page.goto(address(several));
    await logIn(page, 'superuser');
    check.deepEqual(await violations(page), []);
    check.equal(await page.getByRole('radio').count(), 4);
    await context.close();
});

const focused = (page) => page.evaluate(() => {
    const node = document.activeElement;
    return node.getAttribute('name') === 'decision' ? node.value : node.getAttribute('name') ?? node.textContent.trim();
});

await test('login and consent by keyboard alone', async () => {
    const { context, page } = await open();
    callbacks.length = 0;
    await page.goto(address(several));
    while (await focused(page) !== 'login') {
        await page.keyboard.press('Tab');
    }
    await page.keyboard.type('superuser');
    await page.keyboard.press('Tab');
    check.equal(await focused(page), 'password');
    await page.keyboard.type(users.superuser.password);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Allow Analytics App to use OAuth2 Demo?' }).waitFor();

    await page.keyboard.press('Tab');
    check.equal(await focused(page), 'switch');
    await page.keyboard.press('Tab');
    check.equal(await focused(page), 'scope');
    const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
    check.equal(outline, 'solid', 'the focus is visible');
    await page.keyboard.press('ArrowDown');
    check.equal(await page.evaluate(() => document.activeElement.value), 'matomo:write');
    await page.keyboard.press('Tab');
    check.equal(await focused(page), 'deny');
    await page.keyboard.press('Tab');
    check.equal(await focused(page), 'allow');
    await page.keyboard.press('Enter');
    await page.waitForURL(`${callback}**`);
    check.ok(callbacks[0].query.code);
    await context.close();
});

await test('Enter denies if no button has the focus', async () => {
    const { context, page } = await open({ login: 'superuser' });
    callbacks.length = 0;
    await page.goto(address(several));
    await page.getByRole('radio').nth(2).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(`${callback}**`);
    check.equal(callbacks[0].query.error, 'access_denied');
    await context.close();
});

await test('a screen reader hears the app, the warning, and each choice with its meaning', async () => {
    const { context, page } = await open({ login: 'superuser' });
    await page.goto(pages['consent-scopes'].url);
    const heard = await page.getByRole('main').ariaSnapshot();
    for (const text of [
        'heading "Allow Analytics App to use OAuth2 Demo?" [level=1]', 'Client ID', 'analytics_app', 'Sends you back to',
        '127.0.0.1:51004', 'runs on your own computer', 'group "Choose what it may do"', 'radio "Read See reports',
        'radio "Full control Do everything', 'button "Deny"', 'button "Allow"',
    ]) {
        check.ok(heard.includes(text), `not announced: ${text}\n${heard}`);
    }
    check.match(heard, /radio "Read See reports[^\n]*\[checked\]/);
    check.equal(await page.locator('html').getAttribute('lang'), 'en');
    await context.close();
});

await close();
done();
