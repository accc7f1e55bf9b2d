// SPDX-License-Identifier: GPL-3.0-or-later
/** The authorization flow in a real browser, including problems that only a browser has. */
import { execFileSync } from 'node:child_process';
import { check, done, test } from '../clients/node/check.mjs';
import settings, { issuer } from '../clients/node/settings.mjs';
import { address, applicationOrigin, callback, callbacks, close, logIn, open, overflow, violations } from './pages.mjs';
import { token } from './token.mjs';

/** Runs a command of an administrator (admin.php). */
const admin = (...words) => execFileSync(settings.admin[0], [...settings.admin.slice(1), ...words]);

const button = (page, name) => page.getByRole('button', { name, exact: true });

for (const javaScript of [true, false]) {
    const how = javaScript ? '' : ', without JavaScript';
    await test(`login, consent and Allow send a code to the app${how}`, async () => {
        const { context, page, errors, hosts } = await open({ javaScript });
        callbacks.length = 0;
        await page.goto(address());
        check.ok(await page.getByText('Log in to continue to Analytics App.').isVisible());
        await logIn(page, 'viewer');
        check.equal(await page.title(), 'Allow Analytics App to use OAuth2 Demo?');
        await button(page, 'Allow').click();
        await page.waitForURL(`${callback}**`);
        check.equal(callbacks.length, 1);
        check.equal(callbacks[0].method, 'GET');
        check.equal(callbacks[0].query.state, 'a b&c');
        check.equal(callbacks[0].query.iss, issuer);
        check.equal(callbacks[0].headers.referer, undefined, 'the app gets no referrer');
        check.equal((await token(callbacks[0].query.code)).scope, 'matomo:read');
        check.deepEqual(errors, []);
        check.deepEqual([...hosts].sort(), [issuer, applicationOrigin].sort(), 'the browser contacts no other host');
        await context.close();
    });

    await test(`Deny sends access_denied${how}`, async () => {
        const { context, page } = await open({ login: 'viewer', javaScript });
        callbacks.length = 0;
        await page.goto(address());
        await button(page, 'Deny').click();
        await page.waitForURL(`${callback}**`);
        check.equal(callbacks[0].query.error, 'access_denied');
        check.equal(callbacks[0].query.state, 'a b&c');
        check.equal(callbacks[0].query.code, undefined);
        await context.close();
    });
}

for (const javaScript of [true, false]) {
    await test(`“Not you?” logs out, and another user decides about the same request${javaScript ? '' : ', without JavaScript'}`, async () => {
        const { context, page, errors } = await open({ login: 'viewer', javaScript });
        callbacks.length = 0;
        const wanted = { scope: 'matomo:read matomo:write' };
        await page.goto(address(wanted));
        check.ok(await page.getByText('You are logged in as viewer.').isVisible());
        await button(page, 'Use another account').click();
        check.ok(await page.getByText('Log in to continue to Analytics App.').isVisible());
        await logIn(page, 'writer');
        check.ok(await page.getByText('You are logged in as writer.').isVisible());
        check.equal(await page.getByRole('radio').count(), 2, 'the other user’s access decides what is offered');
        await button(page, 'Deny').click();
        await page.waitForURL(`${callback}**`);
        check.equal(callbacks.length, 1, 'the app heard nothing before');
        check.equal(callbacks[0].query.error, 'access_denied');
        check.equal(callbacks[0].query.state, 'a b&c');
        check.deepEqual(errors, []);
        await context.close();
    });
}

await test('Enter on the consent page still denies, and the button to switch is reached by keyboard', async () => {
    const { context, page } = await open({ login: 'writer' });
    callbacks.length = 0;
    await page.goto(address({ scope: 'matomo:read matomo:write' }));
    await page.getByRole('radio').first().press('Enter');
    await page.waitForURL(`${callback}**`);
    check.equal(callbacks[0].query.error, 'access_denied');
    await page.goto(address());
    for (let presses = 0; await page.evaluate(() => document.activeElement?.value) !== 'switch'; presses++) {
        check.ok(presses < 10, 'Tab does not reach the button');
        await page.keyboard.press('Tab');
    }
    await page.keyboard.press('Enter');
    await page.getByText('Log in to continue to Analytics App.').waitFor();
    await context.close();
});

await test('of several scopes the lowest is preselected, and another can be chosen', async () => {
    const { context, page } = await open({ login: 'writer' });
    callbacks.length = 0;
    await page.goto(address({ scope: 'matomo:read matomo:write matomo:admin' }));
    const group = page.getByRole('group', { name: 'Choose what it may do' });
    check.equal(await group.getByRole('radio').count(), 2, 'the user cannot grant admin');
    check.ok(await group.getByRole('radio', { name: /^Read See reports/ }).isChecked());
    await group.getByText('Read and write').click();
    await button(page, 'Allow').click();
    await page.waitForURL(`${callback}**`);
    check.equal((await token(callbacks[0].query.code)).scope, 'matomo:write');
    await context.close();
});

await test('an app that comes back for more finds the next scope preselected, and a lower one can be chosen', async () => {
    const { context, page } = await open({ login: 'admin', javaScript: false });
    const wanted = { scope: 'matomo:write matomo:admin' };
    for (const [offered, selected] of [[3, 'matomo:write'], [3, 'matomo:admin']]) {
        callbacks.length = 0;
        await page.goto(address(wanted));
        const radios = page.getByRole('radio');
        check.equal(await radios.count(), offered, 'those below the requested ones are offered');
        check.equal(await page.locator('input[name=scope]:checked').getAttribute('value'), selected);
        await button(page, 'Allow').click();
        await page.waitForURL(`${callback}**`);
        check.equal((await token(callbacks[0].query.code)).scope, selected);
    }
    callbacks.length = 0;
    await page.goto(address(wanted));
    await page.getByText('See reports and settings').click();
    await button(page, 'Allow').click();
    await page.waitForURL(`${callback}**`);
    check.equal((await token(callbacks[0].query.code)).scope, 'matomo:read');
    await page.goto(`${issuer}/apps`);
    for (let left = 3; left > 0; left--) {
        await page.getByRole('button', { name: 'Revoke Analytics App' }).first().click();
    }
    await page.getByText('You have allowed no app yet.').waitFor();
    await page.goto(address(wanted));
    check.equal(await page.locator('input[name=scope]:checked').getAttribute('value'), 'matomo:write', 'what has ended does not count');
    await context.close();
});

for (const javaScript of [true, false]) {
    await test(`a user without access sees a page that leads back to the app${javaScript ? '' : ', without JavaScript'}`, async () => {
        const { context, page, errors } = await open({ login: 'viewer', javaScript, width: 320 });
        callbacks.length = 0;
        admin('set-role', 'viewer', 'none');
        try {
            const answer = await page.goto(address({ scope: 'matomo:read matomo:write' }));
            check.equal(answer.status(), 403);
        } finally {
            admin('set-role', 'viewer', 'view');
        }
        check.ok(await page.getByRole('heading', { name: 'This app can’t be connected' }).isVisible());
        check.ok(await page.getByText('Analytics App asks for access that you don’t have yourself.').isVisible());
        check.deepEqual(await page.getByRole('listitem').allInnerTexts(), ['Read matomo:read', 'Read and write matomo:write']);
        check.ok(await page.getByText('Ask an administrator').isVisible());
        if (javaScript) {
            check.deepEqual(await violations(page), []);
            check.deepEqual(await overflow(page), []);
        }
        await page.getByRole('link', { name: 'Back to Analytics App' }).click();
        await page.waitForURL(`${callback}**`);
        check.equal(callbacks.length, 1);
        check.equal(callbacks[0].query.error, 'access_denied');
        check.equal(callbacks[0].query.state, 'a b&c');
        check.equal(callbacks[0].query.iss, issuer);
        check.equal(callbacks[0].query.code, undefined);
        check.equal(callbacks[0].headers.referer, undefined);
        check.deepEqual(errors.filter((text) => !text.includes('403')), []);
        await context.close();
    });
}

await test('a wrong redirect URI shows an error page', async () => {
    const { context, page, hosts } = await open({ login: 'viewer' });
    hosts.clear();
    const answer = await page.goto(address({ redirect_uri: 'https://evil.example/cb' }));
    check.equal(answer.status(), 400);
    check.ok(page.url().startsWith(issuer));
    check.ok(await page.getByRole('heading', { name: 'This app can’t be connected' }).isVisible());
    check.ok(await page.getByText('https://evil.example/cb').isVisible());
    check.equal(await page.locator('main a').count(), 0, 'the page has no links');
    check.deepEqual([...hosts], [issuer]);
    await context.close();
});

for (const [first, second] of [['Allow', 'Allow'], ['Deny', 'Allow']]) {
    await test(`back after ${first}, then ${second}: the page counts once`, async () => {
        const { context, page } = await open({ login: 'viewer' });
        callbacks.length = 0;
        await page.goto(address());
        await button(page, first).click();
        await page.waitForURL(`${callback}**`);
        await page.goBack();
        if (await page.title() === 'Allow Analytics App to use OAuth2 Demo?' && (await page.content()).includes('name="nonce"')) {
            // Because of no-store the browser loaded a new page with a new nonce, which counts separately.
            const before = callbacks.length;
            await button(page, second).click();
            await page.waitForURL(`${callback}**`);
            check.equal(callbacks.length, before + 1);
            check.notEqual(callbacks[0].query.code ?? 'denied', callbacks[before].query.code);
        } else {
            check.ok(await page.getByText('already answered this page').isVisible());
        }
        await context.close();
    });
}

await test('a form sent again, as by reloading, counts once', async () => {
    const { context, page } = await open({ login: 'viewer' });
    await page.goto(address());
    const form = await page.locator('form.card').evaluate((node) => Object.fromEntries(new FormData(node)));
    const send = () => page.request.post(`${issuer}/oauth2/authorize`, { form: { ...form, decision: 'allow' }, maxRedirects: 0 });
    check.equal((await send()).status(), 303);
    check.equal((await send()).status(), 403);
    await context.close();
});

await test('a double click on Allow gives at most one code and never a blank page', async () => {
    for (let round = 0; round < 5; round++) {
        const { context, page } = await open({ login: 'viewer' });
        callbacks.length = 0;
        await page.goto(address());
        await button(page, 'Allow').dblclick({ noWaitAfter: true });
        // Not waitForURL: the second click may cancel the navigation of the first one.
        await page.waitForFunction(
            (target) => location.href.startsWith(target) || document.body?.innerText.includes('already answered this page'),
            callback,
        );
        check.ok(callbacks.length <= 1);
        await context.close();
    }
});

await test('two tabs with two requests are answered independently', async () => {
    const { context, page } = await open({ login: 'viewer' });
    callbacks.length = 0;
    const other = await context.newPage();
    await page.goto(address({ state: 'first' }));
    await other.goto(address({ state: 'second' }));
    await button(page, 'Allow').click();
    await page.waitForURL(`${callback}**`);
    await button(other, 'Deny').click();
    await other.waitForURL(`${callback}**`);
    check.deepEqual(callbacks.map((got) => [got.query.state, got.query.error]), [['first', undefined], ['second', 'access_denied']]);
    await context.close();
});

await test('after a logout in another tab the page says so and nothing is allowed', async () => {
    const { context, page } = await open({ login: 'viewer' });
    callbacks.length = 0;
    await page.goto(address());
    const other = await context.newPage();
    await other.goto(`${issuer}/`);
    await other.getByRole('button', { name: 'Log out viewer' }).click();
    await button(page, 'Allow').click();
    await page.getByText('You were logged out').waitFor();
    check.equal(callbacks.length, 0);
    await context.close();
});

await test('the consent page cannot be put into a frame', async () => {
    const { context, page } = await open({ login: 'viewer' });
    for (const target of [address(), `${issuer}/login`, address({ redirect_uri: 'https://evil.example/' })]) {
        await page.goto(`${applicationOrigin}/frame?src=${encodeURIComponent(target)}`);
        await page.waitForTimeout(300);
        const frame = page.frames()[1];
        check.ok(frame.url().startsWith('chrome-error://'), `framed: ${frame.url()}`);
    }
    await context.close();
});

await test('a form on another site decides nothing', async () => {
    const { context, page } = await open({ login: 'viewer' });
    await page.goto(address());
    const form = await page.locator('form.card').evaluate((node) => Object.fromEntries(new FormData(node)));
    callbacks.length = 0;
    // Even if the attacker has the victim's nonce, the browser reveals the form's origin.
    await page.goto('about:blank');
    await page.route('http://evil.example/', (route) => route.fulfill({
        contentType: 'text/html',
        body: `<form method="post" action="${issuer}/oauth2/authorize">${Object.entries({ ...form, decision: 'allow' })
            .map(([name, value]) => `<input name="${name}" value="${value.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}">`)
            .join('')}<button>go</button></form>`,
    }));
    await page.goto('http://evil.example/');
    await page.getByRole('button', { name: 'go' }).click();
    await page.getByRole('heading', { name: 'This app can’t be connected' }).waitFor();
    check.equal(callbacks.length, 0);
    await context.close();
});

await test('a user sees and revokes authorizations', async () => {
    const { context, page } = await open({ login: 'admin' });
    callbacks.length = 0;
    await page.goto(address({ scope: 'matomo:admin' }));
    await button(page, 'Allow').click();
    await page.waitForURL(`${callback}**`);
    const { access_token: accessToken } = await token(callbacks[0].query.code);
    const call = async () => (await fetch(`${issuer}/api/admin`, { headers: { authorization: `Bearer ${accessToken}` } })).status;
    check.equal(await call(), 200);
    await page.goto(`${issuer}/apps`);
    await page.getByRole('button', { name: 'Revoke Analytics App' }).click();
    await page.getByText('You have allowed no app yet.').waitFor();
    check.equal(await call(), 401);
    await context.close();
});

await close();
done();
