// SPDX-License-Identifier: GPL-3.0-or-later
/** The tab of the assistants that connect by themselves: the switches of the known ones, by keyboard and on a phone. */
import { check, done, test } from '../../../../host/tests/clients/node/check.mjs';
import { PHONE, adminUrl, api, close, confirm, cut, open, overflow, picture, violations } from './matomo.mjs';

const { page, errors } = await open({ login: 'admin' });

const known = async (name) => (await api(page, 'OAuth2.getAssistants')).known.find((assistant) => assistant.name === name);

async function show() {
    await page.goto('about:blank');
    await page.goto(adminUrl('#?view=connections'));
    await page.getByRole('heading', { name: 'Assistants', exact: true }).waitFor();
    await page.locator('.oauth2-table tbody tr').filter({ hasText: 'Claude Code' }).waitFor();
}

await test('the tab says what is allowed and lists the known assistants', async () => {
    await show();
    check.equal(await page.locator('.oauth2-tabs [aria-current=page]').innerText(), 'Assistants');
    // The Matomo of the tests has no internet features.
    check.ok(await page.getByText('(its configuration switches internet features off)').isVisible());
    check.deepEqual(await violations(page), []);
    await picture(page, 'admin-assistants-1280');
    await page.setViewportSize(PHONE);
    check.deepEqual(await overflow(page), []);
    check.deepEqual(await cut(page), []);
    check.deepEqual(await violations(page), []);
    await picture(page, 'admin-assistants-390');
    await page.setViewportSize({ width: 1280, height: 900 });
});

await test('a known assistant is switched off and on again, by keyboard', async () => {
    await show();
    check.equal((await known('Claude Code')).state, 'on');
    for (const [to, title] of [['off', 'Off'], ['on', 'On']]) {
        const change = page.getByRole('button', { name: 'Change: Claude Code', exact: true });
        await change.focus();
        await page.keyboard.press('Enter');
        const dialog = page.locator('.confirm-password-modal.open');
        await dialog.waitFor();
        check.deepEqual(await violations(page, '.oauth2-choice'), []);
        await dialog.getByLabel(title, { exact: true }).check({ force: true });
        await confirm(page);
        await page.locator('#notificationContainer .notification-success').waitFor();
        await page.locator('.oauth2-table tbody tr').filter({ hasText: 'Claude Code' }).getByText(title, { exact: true }).waitFor();
        check.equal((await known('Claude Code')).state, to);
        // The next dialog opens once this one has faded out.
        await page.waitForFunction(() => document.querySelector('.confirm-password-modal.open') === null);
    }
});

await test('the browser reported no errors', () => {
    check.deepEqual(errors, []);
});

await close();
done();
