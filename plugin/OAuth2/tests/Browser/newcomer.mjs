// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * A newcomer's way from the dashboard to a first report by curl: with the words of the guide, and by the empty list's own way.
 * It counts the clicks, which is what a test can hold, and prints the time. What is typed or pasted is no click.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { check, done, test } from '../../../../host/tests/clients/node/check.mjs';
import { DESKTOP, PHONE, api, close, matomo, open, users } from './matomo.mjs';

const guide = readFileSync(new URL('../../docs/client-credentials.md', import.meta.url), 'utf8');
const { page, errors } = await open({ login: 'admin' });
let clicks = 0;

/** A click on what the newcomer sees. */
async function click(target) {
    await target.click();
    clicks++;
}

/** Types where the cursor is, as the newcomer does. */
const type = async (text) => {
    await page.waitForFunction(() => ['INPUT', 'TEXTAREA'].includes(document.activeElement?.tagName));
    await page.keyboard.type(text);
    // Matomo's fields notice typed text only after 50 ms.
    await page.waitForTimeout(100);
};

// Once a day, Matomo shows each user what is new, in a dialog over the first page with a dashboard. It opens some time after the page,
// over whatever the newcomer is about to click, and is not part of the way that the guide describes: this user has read it.
const read = await api(page, 'CoreAdminHome.whatIsNewMarkAllChangesReadForCurrentUser');
check.equal(read.value, true, JSON.stringify(read));

async function withoutClients() {
    for (const { client_id: clientId } of await api(page, 'OAuth2.getClients')) {
        await api(page, 'OAuth2.deleteClient', { clientId, passwordConfirmation: users.admin });
    }
    await page.goto(`${matomo}/index.php?module=CoreHome&action=index&idSite=1&period=day&date=yesterday`);
    clicks = 0;
}

/** From the dashboard to the screen; on a phone both menus have to be opened. */
async function toTheScreen({ onPhone = false } = {}) {
    if (onPhone) {
        await click(page.locator('.activateTopMenu'));
    }
    await click(page.locator('#topmenu-coreadminhome:visible'));
    await page.waitForURL(/module=CoreAdminHome/);
    if (onPhone) {
        await click(page.locator('.activateLeftMenu'));
    }
    // The page has the menu for a wide screen and that for a phone, of which one is visible.
    for (const words of ['Platform', 'OAuth2']) {
        await click(page.locator('#secondNavBar a:visible, #mobile-left-menu a:visible').filter({ hasText: new RegExp(`^\\s*${words}\\b`) }).first());
    }
}

/** Names the client, confirms with the password, copies the secret and the request, and runs it in a shell. */
async function toTheReport() {
    await page.getByLabel('Name', { exact: true }).focus();
    await type('Nightly export');
    await click(page.getByRole('button', { name: 'Create a client' }));
    await page.waitForFunction(() => document.activeElement?.id === 'currentUserPassword');
    await type(users.admin);
    await page.waitForTimeout(300);
    await click(page.locator('.confirm-password-modal.open').getByText('Confirm', { exact: true }));
    await page.getByRole('heading', { name: 'A first request' }).waitFor();
    await click(page.getByRole('button', { name: 'Copy: Client secret' }));
    const secret = await page.evaluate(() => navigator.clipboard.readText());
    await click(page.getByRole('button', { name: 'Copy: curl' }));
    const request = await page.evaluate(() => navigator.clipboard.readText());
    const report = execFileSync('bash', ['-c', request], { input: `${secret}\n`, encoding: 'utf8', timeout: 60000 });
    check.match(report, /^\{"nb_uniq_visitors":\d+|"nb_visits":\d+/, report);
}

for (const [name, size, expected] of [['a wide screen', DESKTOP, 9], ['a phone, with its two menus', PHONE, 11]]) {
    await test(`by the guide, on ${name}: ${expected} clicks`, async () => {
        await page.setViewportSize(size);
        await withoutClients();
        const before = Date.now();
        for (const words of ['**Administration → Platform → OAuth2**', '**Create a client**', '**Backend job**', 'a request to copy']) {
            check.ok(guide.includes(words), `the guide says ${words}`);
        }
        await toTheScreen({ onPhone: size === PHONE });
        await click(page.getByRole('link', { name: 'Create a client' }));
        await click(page.getByRole('button', { name: /^Backend job/ }));
        await toTheReport();
        console.log(`# ${clicks} clicks, ${Math.round((Date.now() - before) / 1000)} s`);
        check.equal(clicks, expected);
    });
}
await page.setViewportSize(DESKTOP);

await test('no dialog of Matomo’s covers the dashboard', async () => {
    await withoutClients();
    // Its content comes with a request of its own.
    await page.waitForLoadState('networkidle');
    check.equal(await page.locator('.ui-widget-overlay, .what-is-new-popup').count(), 0);
});

await test('by the way that the empty list offers: eight clicks', async () => {
    await withoutClients();
    await toTheScreen();
    await click(page.getByRole('link', { name: /^Connect a backend job/ }));
    await toTheReport();
    check.equal(clicks, 8);
});

await test('the browser reported no errors', () => {
    check.deepEqual(errors.filter((text) => !/Failed to load resource|textareaAutoResize/.test(text)), []);
});

await withoutClients();
await close();
done();
