// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * An app that registers itself: what the consent page, Authorized apps, the tab Assistants, the list of clients and the client's
 * page say about its name, which nobody has checked.
 */
import { createHash, randomBytes } from 'node:crypto';
import { check, done, test } from '../../../../host/tests/clients/node/check.mjs';
import {
    DESKTOP, HTML, PHONE, adminUrl, api, appsUrl, callback, callbacks, close, injected, matomo, open, overflow, picture, users, violations,
} from './matomo.mjs';

const { page: admins, errors } = await open({ login: 'admin' });
const { page: viewers, errors: viewersErrors } = await open({ login: 'viewer' });
const unchecked = 'Registered itself. Nobody has checked the name.';

const registration = (value) => api(admins, 'CorePluginsAdmin.setSystemSettings', {
    'settingValues[OAuth2][0][name]': 'clientRegistration', 'settingValues[OAuth2][0][value]': value, passwordConfirmation: users.admin,
});

/** The client ID of an app with this name. */
async function register(name) {
    const answer = await fetch(`${matomo}/index.php?module=OAuth2&action=register`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ client_name: name, redirect_uris: [callback], token_endpoint_auth_method: 'none' }),
    });
    check.equal(answer.status, 201, await answer.clone().text());
    return (await answer.json()).client_id;
}

const verifier = randomBytes(32).toString('base64url');
const address = (clientId) => `${matomo}/index.php?module=OAuth2&action=authorize&${new URLSearchParams({
    response_type: 'code', client_id: clientId, redirect_uri: callback, state: 's',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'), code_challenge_method: 'S256',
})}`;

/** Checks the page at both widths; keeps pictures. */
async function atBothWidths(page, name, part) {
    await page.setViewportSize(DESKTOP);
    check.deepEqual(await violations(page, part === 'body' ? '' : part), [], name);
    await picture(page, `${name}-1280`);
    await page.setViewportSize(PHONE);
    // Matomo's own layout may follow a narrowed window a moment later.
    for (let wait = 0; wait < 20 && (await overflow(page, part)).length > 0; wait++) {
        await new Promise((done) => setTimeout(done, 100));
    }
    check.deepEqual(await overflow(page, part), [], name);
    check.deepEqual(await violations(page, part === 'body' ? '' : part), [], name);
    await picture(page, `${name}-390`);
    await page.setViewportSize(DESKTOP);
}

let id = '';
try {
    await registration('1');

    await test('the consent page says that the app chose its name, and whom it is not', async () => {
        await viewers.goto(address(await register('Claude')));
        const text = await viewers.locator('form.card').innerText();
        check.match(text, /Nobody has verified that this is Claude/);
        check.match(text, /This app registered itself here and chose its own name, which nobody has checked\./);
        check.equal(await viewers.getByText('Known assistant').count(), 0);
        await atBothWidths(viewers, 'registered-look-alike', 'body');
        await viewers.goto(address(await register('Matomo')));
        check.match(await viewers.locator('form.card').innerText(), /Nobody has verified that this is Matomo/);
        await viewers.goto(address(await register(HTML)));
        check.ok((await viewers.getByRole('heading', { level: 1 }).innerText()).includes(HTML));
        check.equal(await viewers.locator('img[src="x"]').count(), 0);
    });

    await test('its user reads the notice, gets to Deny first, and allows it by keyboard', async () => {
        id = await register('Weather reports');
        callbacks.length = 0;
        await viewers.goto(address(id));
        check.doesNotMatch(await viewers.locator('form.card').innerText(), /Nobody has verified/);
        check.ok(await viewers.getByRole('note').getByText('chose its own name', { exact: false }).isVisible());
        await atBothWidths(viewers, 'registered-consent', 'body');
        const focused = [];
        for (let press = 0; press < 30 && focused.at(-1) !== 'Allow'; ++press) {
            await viewers.keyboard.press('Tab');
            focused.push(await viewers.evaluate(() => document.activeElement.textContent.trim()));
        }
        check.deepEqual(focused.filter((name) => ['Deny', 'Allow'].includes(name)), ['Deny', 'Allow']);
        await viewers.keyboard.press('Enter');
        await viewers.waitForURL(`${callback}**`);
        const answer = await fetch(`${matomo}/index.php?module=OAuth2&action=token`, {
            method: 'POST',
            body: new URLSearchParams({
                grant_type: 'authorization_code', client_id: id, code: callbacks[0].query.code, redirect_uri: callback, code_verifier: verifier,
            }),
        });
        check.equal(answer.status, 200);
    });

    await test('Authorized apps marks the name', async () => {
        await viewers.goto(appsUrl());
        const app = viewers.locator('.oauth2-app').filter({ hasText: 'Weather reports' });
        await app.waitFor();
        check.equal(await app.locator('.oauth2-mark').innerText(), 'Name chosen by the app itself');
        await atBothWidths(viewers, 'registered-apps', '.oauth2');
    });

    await test('administrators see on the tab, in the list and on its page that nobody has checked the name', async () => {
        await admins.goto('about:blank');
        await admins.goto(adminUrl('#?view=connections'));
        const row = admins.locator('.oauth2-table tbody tr').filter({ hasText: 'Weather reports' });
        await row.waitFor();
        check.ok((await row.innerText()).includes(unchecked));
        await atBothWidths(admins, 'registered-tab', '.oauth2');
        await admins.goto('about:blank');
        await admins.goto(adminUrl());
        const listed = admins.locator('.oauth2-table tbody tr').filter({ hasText: 'Weather reports' });
        await listed.waitFor();
        check.ok((await listed.innerText()).includes(unchecked));
        check.equal(await admins.locator('.oauth2-table tbody tr').filter({ hasText: unchecked }).count(), 1, 'what nobody has allowed is in no list');
        await atBothWidths(admins, 'registered-list', '.oauth2');
        await listed.getByRole('link', { name: 'Weather reports', exact: true }).press('Enter');
        await admins.getByText(unchecked).waitFor();
        await admins.getByRole('heading', { name: 'Log', exact: false }).first().waitFor();
        // screens.mjs looks at this page on a phone.
        check.deepEqual(await violations(admins), []);
        await picture(admins, 'registered-page-1280');
        check.equal(await injected(admins), false);
    });

    await test('the browser reported no errors', () => {
        check.deepEqual([...errors, ...viewersErrors], []);
    });
} finally {
    await registration('0');
    if (id !== '') {
        await api(admins, 'OAuth2.deleteClient', { clientId: id, passwordConfirmation: users.admin });
    }
}

await close();
done();
