// SPDX-License-Identifier: GPL-3.0-or-later
/** Login and consent, and the screens on which users and administrators see and revoke authorizations. */
import { createHash, randomBytes } from 'node:crypto';
import { check, done, test } from '../../../../host/tests/clients/node/check.mjs';
import {
    DESKTOP, HTML, PHONE, adminUrl, api, appsUrl, callback, callbacks, close, confirm, injected, logIn, matomo, open, overflow, picture,
    users, violations,
} from './matomo.mjs';

const verifier = randomBytes(32).toString('base64url');
const challenge = createHash('sha256').update(verifier).digest('base64url');
const { page: admins } = await open({ login: 'admin' });
const created = [];

async function make(changes = {}) {
    const answer = await api(admins, 'OAuth2.createClient', {
        name: 'Analytics App',
        description: 'Shows the visits of your websites on a big screen.',
        grantTypes: ['authorization_code', 'refresh_token'],
        scope: 'matomo:read matomo:write',
        redirectUris: callback,
        type: 'public',
        passwordConfirmation: users.admin,
        ...changes,
    });
    created.push(answer.client.client_id);
    return answer.client.client_id;
}

const address = (clientId, changes = {}) => `${matomo}/index.php?module=OAuth2&action=authorize&${new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: callback,
    scope: 'matomo:read matomo:write',
    state: 'a b&c',
    code_challenge: challenge,
    code_challenge_method: 'S256',
    ...changes,
})}`;

async function redeem(clientId, code) {
    const answer = await fetch(`${matomo}/index.php?module=OAuth2&action=token`, {
        method: 'POST',
        body: new URLSearchParams({
            grant_type: 'authorization_code', client_id: clientId, code, redirect_uri: callback, code_verifier: verifier,
        }),
    });
    return answer.json();
}

/** The status of an API call with the token. */
async function use(token) {
    const answer = await fetch(`${matomo}/index.php?module=API&method=SitesManager.getSitesIdWithAtLeastViewAccess&format=json`, {
        headers: { Authorization: `Bearer ${token}` },
    });
    return answer.status;
}

const clientId = await make();
let token = '';

await test('an anonymous user logs in with Matomo’s form, sees the consent page, and Allow leads to the app', async () => {
    const { context, page, errors } = await open();
    callbacks.length = 0;
    check.equal((await page.goto(address(clientId))).status(), 200);
    check.equal((await page.locator('.loginForm .message_container').innerText()).trim(), 'Log in to connect “Analytics App” to Matomo.');
    await picture(page, 'login-1280');
    await page.setViewportSize(PHONE);
    check.deepEqual(await overflow(page, 'body'), []);
    await page.setViewportSize(DESKTOP);
    await page.locator('#login_form_login').fill('writer');
    await page.locator('#login_form_password').fill('wrong');
    await page.locator('#login_form_submit').click();
    const failed = page.locator('.loginForm .notification-error');
    await failed.waitFor();
    await logIn(page, 'writer');
    await page.getByRole('button', { name: 'Allow' }).waitFor();
    check.equal(await page.title(), 'Allow Analytics App to use Matomo?');
    check.ok(await page.getByText('You are logged in as writer.').isVisible());
    const logo = page.locator('.brand img');
    check.equal(await logo.getAttribute('alt'), 'Matomo');
    check.ok(await logo.evaluate((image) => image.complete && image.naturalWidth > 0), 'the logo is Matomo’s and loads');
    check.ok((await logo.boundingBox()).width > 60, 'the logo is visible');
    await picture(page, 'consent-1280');
    check.deepEqual(await violations(page, ''), []);
    await page.setViewportSize(PHONE);
    await picture(page, 'consent-390');
    check.deepEqual(await overflow(page, 'body'), []);
    check.deepEqual(await violations(page, ''), []);
    await page.getByRole('button', { name: 'Allow' }).click();
    await page.waitForURL(`${callback}**`);
    check.equal(callbacks.length, 1);
    check.equal(callbacks[0].query.state, 'a b&c');
    check.equal(callbacks[0].query.iss, matomo);
    const answer = await redeem(clientId, callbacks[0].query.code);
    check.equal(answer.scope, 'matomo:read', 'the lowest scope is preselected');
    token = answer.access_token;
    check.equal(await use(token), 200);
    // Matomo serves its login form with status 403 after a wrong password.
    check.deepEqual(errors.filter((text) => !text.includes('403')), []);
    await context.close();
});

await test('“Not you?” logs out, Matomo’s form says for which app, and the other user decides about the same request', async () => {
    // A session of its own: the others would end with it.
    const { context, page, errors } = await open();
    callbacks.length = 0;
    await page.goto(address(clientId));
    await logIn(page, 'viewer');
    await page.getByText('You are logged in as viewer.').waitFor();
    const before = (await context.cookies()).find(({ name }) => name === 'MATOMO_SESSID').value;
    const change = page.getByRole('button', { name: 'Use another account' });
    check.ok(await page.getByText('Not you?').isVisible());
    await change.focus();
    await page.keyboard.press('Enter');
    await page.locator('.loginForm .message_container').waitFor();
    check.equal((await page.locator('.loginForm .message_container').innerText()).trim(), 'Log in to connect “Analytics App” to Matomo.');
    const { context: thief, page: thiefs } = await open();
    await thief.addCookies([{ name: 'MATOMO_SESSID', value: before, url: matomo }]);
    await thiefs.goto(appsUrl());
    check.ok(await thiefs.locator('#login_form_login').isVisible(), 'the session has ended on the server');
    await thief.close();
    await logIn(page, 'writer');
    await page.getByText('You are logged in as writer.').waitFor();
    check.equal(await page.getByRole('radio').count(), 2, 'what the other user may grant');
    check.equal(callbacks.length, 0, 'the app heard nothing');
    await page.getByRole('button', { name: 'Deny' }).click();
    await page.waitForURL(`${callback}**`);
    check.equal(callbacks[0].query.error, 'access_denied');
    check.equal(callbacks[0].query.state, 'a b&c');
    check.deepEqual(errors, []);
    await context.close();
});

await test('the name of a client is text in the login form, too', async () => {
    const name = `<img src=x onerror="window.injected=1"> {{{ 7 * 7 }}} {{{{1+1}}}} {a} {{b}}`;
    const { context, page } = await open();
    await page.goto(address(await make({ name })));
    const notice = await page.locator('.loginForm .message_container').innerText();
    check.equal(notice.replaceAll('\u2063', '').trim(), `Log in to connect “${name}” to Matomo.`);
    check.equal(await injected(page), false);
    await context.close();
});

await test('Deny sends access_denied to the app', async () => {
    const { context, page } = await open({ login: 'viewer' });
    callbacks.length = 0;
    await page.goto(address(clientId));
    await page.getByRole('button', { name: 'Deny' }).click();
    await page.waitForURL(`${callback}**`);
    check.equal(callbacks[0].query.error, 'access_denied');
    check.equal(callbacks[0].query.code, undefined);
    await context.close();
});

await test('a user without access is told whom to ask, in the user’s language, and goes back to the app', async () => {
    const { context, page } = await open({ login: 'nobody' });
    callbacks.length = 0;
    const answer = await page.goto(`${address(clientId)}&language=de`);
    check.equal(answer.status(), 403);
    check.ok(await page.getByText('Analytics App bittet um Zugriff, den Sie selbst nicht haben.').isVisible());
    check.ok(await page.getByText('Bitten Sie einen Administrator').isVisible());
    check.deepEqual((await page.getByRole('listitem').locator('code').allInnerTexts()), ['matomo:read', 'matomo:write']);
    await picture(page, 'no-access-1280');
    check.deepEqual(await violations(page, ''), []);
    await page.setViewportSize(PHONE);
    await picture(page, 'no-access-390');
    check.deepEqual(await overflow(page, 'body'), []);
    await page.getByRole('link', { name: 'Zurück zu Analytics App' }).click();
    await page.waitForURL(`${callback}**`);
    check.equal(callbacks[0].query.error, 'access_denied');
    check.equal(callbacks[0].query.state, 'a b&c');
    await context.close();
});

await test('HTML in an app’s name and description is shown as text on the consent page', async () => {
    const hostile = await make({ name: HTML, description: `${HTML} described` });
    const { context, page } = await open({ login: 'viewer' });
    await page.goto(address(hostile));
    check.ok((await page.getByRole('heading', { level: 1 }).innerText()).includes(HTML));
    check.ok(await page.getByText(`${HTML} described`).isVisible());
    check.equal(await page.locator('img[src="x"]').count(), 0);
    check.equal(await page.evaluate(() => globalThis.injected), undefined);
    await page.goto(address(`${hostile}<img src=x onerror=alert(1)>`));
    check.ok(await page.getByRole('heading', { name: 'This app can’t be connected' }).isVisible());
    check.equal(await page.locator('img[src="x"]').count(), 0);
    await picture(page, 'error-1280', { fullPage: false });
    await context.close();
});

/** Consents to a request, and returns the access token. */
async function allow(login, client, changes = { scope: 'matomo:read' }) {
    const { context, page } = await open({ login });
    callbacks.length = 0;
    await page.goto(address(client, changes));
    await page.getByRole('button', { name: 'Allow' }).click();
    await page.waitForURL(`${callback}**`);
    await context.close();
    return (await redeem(client, callbacks[0].query.code)).access_token;
}

/** Presses a button of the open question. */
async function answer(page, name) {
    await page.locator('.modal.open').getByRole('link', { name, exact: true }).click();
    await page.locator('.modal.open').waitFor({ state: 'detached' });
}

await test('Authorized apps groups by app what each may do, for what and since when; one is revoked', async () => {
    const { context, page, errors } = await open({ login: 'writer' });
    const second = await allow('writer', clientId);
    check.equal(await use(second), 200);
    await page.goto(appsUrl());
    const app = page.locator('.oauth2-app').filter({ hasText: 'Analytics App' });
    await app.waitFor();
    check.equal(await app.count(), 1, 'one group for one app');
    check.equal(await app.getByRole('heading', { level: 3 }).innerText(), 'Analytics App');
    const rows = app.locator('tbody tr');
    check.equal(await rows.count(), 2);
    const row = rows.nth(1);
    const text = await row.innerText();
    check.match(text, /127\.0\.0\.1:\d+/, 'the host');
    check.match(text, /For: Matomo’s Reporting API/);
    check.ok(!text.includes(matomo), 'no address where words say it');
    check.match(text, /Read\s+See reports and settings/);
    check.match(text, /Active/);
    check.doesNotMatch(text, /Never/, 'the last use is shown');
    check.equal(await row.locator('time').count(), 3, 'since when, last used, until when');
    check.equal(await page.locator('.oauth2-mark').count(), 0, 'a name that an administrator gave has no mark');
    await picture(page, 'apps-1280');
    check.deepEqual(await violations(page), []);
    await page.setViewportSize(PHONE);
    await picture(page, 'apps-390');
    check.deepEqual(await overflow(page), []);
    check.deepEqual(await violations(page), []);
    const button = row.getByRole('button', { name: 'Revoke Analytics App: Read – Matomo’s Reporting API – ' });
    await button.focus();
    await page.keyboard.press('Enter');
    const dialog = page.locator('.modal.open');
    await dialog.getByText('Revoke the access of').waitFor();
    check.deepEqual(await dialog.getByRole('listitem').allInnerTexts(), ['Read – Matomo’s Reporting API'], 'it says what ends');
    check.ok(await dialog.getByText('All its tokens end now. The app can ask again.').isVisible());
    await answer(page, 'Cancel');
    await page.waitForFunction(() => document.activeElement?.textContent === 'Revoke');
    check.ok(await button.evaluate((pressed) => pressed === document.activeElement), 'the focus returns to the button');
    check.equal(await use(token), 200, 'cancelling the question revokes nothing');
    await button.click();
    await answer(page, 'Revoke');
    await page.locator('.notification').getByText('The authorization has been revoked.').waitFor();
    check.equal(await rows.count(), 1, 'the other one stays');
    check.equal(await app.getByRole('button', { name: 'Revoke all' }).count(), 0, 'one is all');
    const ended = page.locator('.oauth2-ended');
    check.equal(await ended.locator('tbody tr').first().isVisible(), false, 'what has ended is folded away');
    await ended.locator('summary').press('Enter');
    check.match(await ended.locator('tbody tr').first().innerText(), /Analytics App[\s\S]*Ended\s+Revoked by the user/);
    check.equal(await ended.getByRole('button').count(), 0);
    check.deepEqual(await violations(page), []);
    check.deepEqual(await overflow(page), []);
    await picture(page, 'apps-ended-390');
    await page.waitForTimeout(700);
    check.equal(await use(token), 401, 'the next call is refused');
    check.equal(await use(second), 200);
    check.equal(await injected(page), false);
    check.deepEqual(errors, []);
    await context.close();
});

await test('all that an app has is revoked at once, and nothing of another app', async () => {
    const other = await make({ name: HTML });
    const [one, two, others] = [await allow('writer', clientId), await allow('writer', clientId), await allow('writer', other)];
    const { context, page, errors } = await open({ login: 'writer' });
    await page.goto(appsUrl());
    const app = page.locator('.oauth2-app').filter({ hasText: 'Analytics App' });
    await app.waitFor();
    check.equal(await page.locator('.oauth2-app').count(), 2);
    const count = await app.locator('tbody tr').count();
    check.ok(count >= 2);
    await app.getByRole('button', { name: 'Revoke all access of Analytics App' }).focus();
    await page.keyboard.press('Enter');
    const dialog = page.locator('.modal.open');
    await dialog.getByText('Revoke the access of “Analytics App”?').waitFor();
    check.equal(await dialog.getByRole('listitem').count(), count, 'each that ends is named');
    await picture(page, 'apps-dialog-1280', { fullPage: false });
    await answer(page, 'Revoke');
    await page.locator('.notification').getByText('“Analytics App” no longer has your access.').waitFor();
    await page.waitForFunction(() => document.activeElement?.classList.contains('notification'));
    check.equal(await app.count(), 0);
    check.equal(await page.locator('.oauth2-app').count(), 1);
    check.deepEqual([await use(one), await use(two), await use(others)], [401, 401, 200]);
    check.equal(await injected(page), false);
    check.deepEqual(errors, []);
    await context.close();
});

await test('dates and durations use the language of the page and the user’s time zone, not the browser’s language', async () => {
    const { context, page } = await open({ login: 'writer', locale: 'en-US', timezoneId: 'UTC' });
    const dates = async (language) => {
        await page.goto(`${appsUrl()}&language=${language}`);
        await page.locator('.oauth2-ended, .oauth2-app').first().waitFor();
        await page.locator('.oauth2-ended').evaluate((fold) => { fold.open = true; });
        await page.locator('.oauth2-table time').first().waitFor();
        return page.locator('.oauth2-table time').first().innerText();
    };
    check.match(await dates('en'), /^[A-Z][a-z]+ \d+, \d{4}, \d\d:\d\d$/);
    await api(page, 'LanguagesManager.set12HourClockForUser', { login: 'writer', use12HourClock: 1 });
    check.match(await dates('en'), /^[A-Z][a-z]+ \d+, \d{4}, \d+:\d\d\s[AP]M$/);
    await api(page, 'LanguagesManager.set12HourClockForUser', { login: 'writer', use12HourClock: 0 });
    check.match(await dates('de'), /^\d\d\.\d\d\.\d{4}, \d\d:\d\d$/);
    check.match(await dates('pt-br'), /^\d+ de [a-z]{3}\.? de \d{4}, \d\d:\d\d$/);
    check.match(await dates('zh-cn'), /^\d{4}年\d+月\d+日 \d\d:\d\d$/);
    // The Gregorian year, as in Matomo's reports.
    const year = [...String(new Date().getUTCFullYear())].map((digit) => String.fromCodePoint(0x6f0 + Number(digit))).join('');
    check.ok((await dates('fa')).includes(year));
    await context.close();
    await admins.goto(adminUrl('&language=de#?view=settings'));
    await admins.locator('.oauth2-settings').waitFor();
    check.match(await admins.locator('.oauth2-settings').innerText(), /Von 1 Minute bis 1 Tag\./);
    check.deepEqual(await admins.locator('.oauth2-duration select').first().locator('option').allInnerTexts(), ['Sekunden', 'Minuten', 'Stunden', 'Tage']);
});

await test('the administrator sees a client’s authorizations, and revokes one', async () => {
    const { context, page } = await open({ login: 'writer' });
    callbacks.length = 0;
    await page.goto(address(clientId));
    await page.getByText('Read and write').click();
    await page.getByRole('button', { name: 'Allow' }).click();
    await page.waitForURL(`${callback}**`);
    const answer = await redeem(clientId, callbacks[0].query.code);
    check.equal(answer.scope, 'matomo:write');
    await context.close();
    await admins.goto('about:blank');
    await admins.goto(adminUrl());
    await admins.getByRole('link', { name: 'Authorizations of Analytics App' }).click();
    await admins.waitForFunction(() => document.activeElement?.textContent === 'Analytics App', undefined, { timeout: 10000 });
    const block = admins.locator('.card').filter({ has: admins.getByRole('heading', { name: 'Authorizations', exact: true }) });
    const row = block.locator('tbody tr').filter({ hasText: 'matomo:write' });
    await row.waitFor();
    await picture(admins, 'admin-authorizations-1280');
    check.deepEqual(await violations(admins), []);
    check.match(await row.innerText(), /writer/);
    await row.getByRole('button', { name: 'Revoke the access that writer allowed' }).click();
    await confirm(admins);
    await admins.locator('.notification').getByText('The authorization has been revoked.').waitFor();
    check.match(await row.innerText(), /Ended\s+Revoked by an administrator/);
    check.equal(await use(answer.access_token), 401);
    await admins.setViewportSize(PHONE);
    await picture(admins, 'admin-authorizations-390');
    check.deepEqual(await overflow(admins), []);
    await admins.goBack();
    await admins.locator('.oauth2-create').waitFor();
    check.equal(await admins.getByRole('heading', { name: 'OAuth 2.0 clients' }).count(), 1, 'the back link leads to the list');
});

await test('from a page of another site: the browser sends the session with a link, but not with a form', async () => {
    const { context, page } = await open({ login: 'viewer' });
    callbacks.length = 0;
    // Browsers treat localhost and 127.0.0.1 as two sites.
    const elsewhere = callback.replace('127.0.0.1', 'localhost').replace('/callback', '/start');
    await page.goto(elsewhere);
    await page.evaluate((href) => {
        document.body.innerHTML = '<a>Connect</a>';
        document.querySelector('a').href = href;
    }, address(clientId));
    await page.getByRole('link', { name: 'Connect' }).click();
    await page.getByRole('button', { name: 'Allow' }).waitFor();
    const fields = await page.locator('form.card').evaluate((form) => [...new FormData(form)]);
    check.ok(fields.some(([name]) => name === 'nonce'));
    await page.goto(elsewhere);
    await page.evaluate(([action, values]) => {
        const form = Object.assign(document.createElement('form'), { method: 'post', action });
        for (const [name, value] of values) {
            form.append(Object.assign(document.createElement('input'), { name, value }));
        }
        document.body.append(form);
        form.submit();
    }, [`${matomo}/index.php?module=OAuth2&action=authorize`, [...fields, ['decision', 'allow']]]);
    await page.waitForURL(`${matomo}/**`);
    await page.waitForLoadState();
    check.equal(callbacks.length, 0, 'a form on another site decides nothing, even with the right nonce');
    check.equal(await page.getByRole('button', { name: 'Allow' }).count(), 0);
    await context.close();
});

for (const id of created) {
    await api(admins, 'OAuth2.deleteClient', { clientId: id, passwordConfirmation: users.admin });
}
await close();
done();
