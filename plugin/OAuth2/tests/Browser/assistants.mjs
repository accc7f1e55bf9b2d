// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * The tab of the assistants that connect by themselves: who may connect, the switches of the known ones, hosts, blocks, and an
 * app that is kept, by keyboard and on a phone.
 */
import { check, done, test } from '../../../../host/tests/clients/node/check.mjs';
import { PHONE, adminUrl, api, callback, close, confirm, cut, matomo, open, overflow, picture, violations } from './matomo.mjs';

const { page, errors } = await open({ login: 'admin' });

const known = async (name) => (await api(page, 'OAuth2.getAssistants')).known.find((assistant) => assistant.name === name);

async function show() {
    await page.goto('about:blank');
    await page.goto(adminUrl('#?view=connections'));
    await page.getByRole('heading', { name: 'Assistants', exact: true }).waitFor();
    await page.getByText('Anthropic · claude.ai', { exact: true }).first().waitFor();
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
        await page.locator('.oauth2-table tbody tr').filter({ hasText: 'Claude Code' }).filter({ hasText: 'Anthropic' }).getByText(title, { exact: true }).waitFor();
        check.equal((await known('Claude Code')).state, to);
        // The next dialog opens once this one has faded out.
        await page.waitForFunction(() => document.querySelector('.confirm-password-modal.open') === null);
    }
});

/** Presses a button, fills the dialog, and waits until the change is saved and the dialog gone. */
async function change(button, fill = async () => {}) {
    await page.getByRole('button', { name: button, exact: true }).press('Enter');
    const dialog = page.locator('.confirm-password-modal.open');
    await dialog.waitFor();
    if (await dialog.locator('.oauth2-choice').count()) {
        check.deepEqual(await violations(page, '.oauth2-choice'), []);
    }
    await fill(dialog);
    await confirm(page);
    await page.locator('#notificationContainer .notification-success').waitFor();
    await page.waitForFunction(() => document.querySelector('.confirm-password-modal.open') === null);
}

const row = (text) => page.locator('.oauth2-table tbody tr').filter({ hasText: text });

await test('an administrator chooses who may connect, and adds and removes hosts', async () => {
    await show();
    check.equal(await page.getByRole('button', { name: 'Add a host' }).count(), 0, 'hosts have no effect yet');
    await change('Change who may connect', (dialog) => dialog.getByLabel('These, and other apps after', { exact: false }).check({ force: true }));
    check.equal((await api(page, 'OAuth2.getAssistants')).trust, 'approval');
    await change('Add a host', (dialog) => dialog.getByLabel('Host').fill('App.Example.org'));
    await change('Add a host', (dialog) => dialog.getByLabel('Host').fill('apps.example.com'));
    check.deepEqual((await api(page, 'OAuth2.getAssistants')).hosts, ['app.example.org', 'apps.example.com']);
    check.deepEqual(await violations(page), []);
    await picture(page, 'admin-assistants-hosts-1280');
    await change('Remove: app.example.org');
    check.deepEqual((await api(page, 'OAuth2.getAssistants')).hosts, ['apps.example.com']);
    await page.getByRole('button', { name: 'Remove: app.example.org' }).waitFor({ state: 'detached' });

    await page.getByRole('button', { name: 'Add a host', exact: true }).click();
    await page.locator('.confirm-password-modal.open').getByLabel('Host').fill('https://*.example.org');
    await confirm(page);
    await page.locator('#notificationContainer').getByText('is no host name', { exact: false }).waitFor();
    check.deepEqual((await api(page, 'OAuth2.getAssistants')).hosts, ['apps.example.com']);
});

await test('an app and a host are blocked before they come, and unblocked', async () => {
    await show();
    for (const entry of ['evil.example.org', 'https://app.example.net/client.json']) {
        await change('Block an app or a host', (dialog) => dialog.getByLabel('Host, or address', { exact: false }).fill(entry));
        await row(entry).getByText('Blocked').waitFor();
    }
    check.deepEqual(await violations(page), []);
    await page.setViewportSize(PHONE);
    check.deepEqual(await overflow(page), []);
    check.deepEqual(await cut(page), []);
    await picture(page, 'admin-assistants-blocked-390');
    await page.setViewportSize({ width: 1280, height: 900 });
    for (const entry of ['evil.example.org', 'https://app.example.net/client.json']) {
        await change(`Unblock: ${entry}`);
        await row(entry).waitFor({ state: 'detached' });
    }
    check.ok(await page.getByText('Nothing is blocked.').isVisible());
});

await test('an app that came by itself is kept with a scope of its own, and has a log', async () => {
    const id = 'https://claude.ai/oauth/claude-code-client-metadata';
    await page.goto(`${matomo}/index.php?${new URLSearchParams({
        module: 'OAuth2', action: 'authorize', response_type: 'code', client_id: id, redirect_uri: callback, state: 's',
        code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM', code_challenge_method: 'S256',
    })}`);
    await page.getByRole('button', { name: 'Allow' }).click();
    await page.getByText('Back at the app').waitFor();
    await show();
    await change('Keep: Claude Code', (dialog) => dialog.getByLabel('matomo:write', { exact: false }).check({ force: true }));
    await row(id).getByText('Kept, up to matomo:write').waitFor();
    const [client] = (await api(page, 'OAuth2.getAssistants')).clients;
    check.ok(client.kept);
    check.deepEqual(client.scopes, ['matomo:read', 'matomo:write']);
    await picture(page, 'admin-assistants-kept-1280');
    await change('No longer keep: Claude Code');
    await row(id).getByText('Kept, up to', { exact: false }).waitFor({ state: 'detached' });
    await page.getByRole('link', { name: 'Claude Code', exact: true }).click();
    for (const text of ['An administrator decided about the app', 'Kept with scopes of its own', 'The decision was taken back']) {
        await page.getByText(text).first().waitFor();
    }
});

await test('discovery is tested by keyboard: each URL with its answer, and who finds everything', async () => {
    await show();
    const button = page.getByRole('button', { name: 'Test discovery', exact: true });
    await button.focus();
    await page.keyboard.press('Enter');
    // This server has the shipped rules.
    await page.locator('.oauth2-discovery').getByText('find everything they need').waitFor();
    check.equal(await page.evaluate(() => document.activeElement?.textContent?.trim()), 'Test discovery');
    const state = await api(page, 'OAuth2.getDiscovery');
    check.equal(state.test.connects, 'all');
    check.equal(state.cleanRoutes, true);
    const rows = page.locator('.oauth2-table').filter({ hasText: 'Issuer, resource or target' }).locator('tbody tr');
    check.equal(await rows.count(), state.test.probes.length);
    for (const probe of state.test.probes) {
        const row = await rows.filter({ has: page.getByText(probe.url, { exact: true }).first() }).first().innerText();
        check.ok(row.includes(`${probe.status} ${probe.type}`.trim()) && row.includes(probe.text) && row.includes(probe.found), row);
    }
    check.equal(await page.locator('[id^=oauth2Rule_]').count(), 0);
    check.deepEqual(await violations(page), []);
    await picture(page, 'admin-discovery-1280');
    await page.setViewportSize(PHONE);
    check.deepEqual(await overflow(page), []);
    check.deepEqual(await cut(page), []);
    check.deepEqual(await violations(page), []);
    await picture(page, 'admin-discovery-390');
    await page.setViewportSize({ width: 1280, height: 900 });
    const metadata = await (await page.request.get(`${state.issuer}/index.php?module=OAuth2&action=metadata`)).json();
    check.equal(metadata.token_endpoint, `${state.issuer}/oauth2/token`);
});

await test('lines for the web server are shown where addresses are missing, and can be copied', async () => {
    await page.route('**/index.php?**OAuth2.getDiscovery**', async (route) => {
        const response = await route.fetch();
        const state = await response.json();
        Object.assign(state.test.probes[0], { verdict: 'missing', status: 404, type: '', found: '', text: 'Nothing there' });
        state.test.connects = 'none';
        state.test.rules = [{ server: 'nginx', file: '', lines: 'include /srv/matomo/plugins/OAuth2/server-config/nginx.conf;' }, { server: 'htaccess', file: '/m/.htaccess', lines: 'RewriteEngine On\nRewriteRule ^a$ <script>' }];
        await route.fulfill({ response, json: state });
    });
    await show();
    check.equal(await page.getByRole('textbox', { name: 'nginx: in the server block' }).inputValue(), 'include /srv/matomo/plugins/OAuth2/server-config/nginx.conf;');
    check.equal(await page.getByRole('textbox', { name: 'in the file /m/.htaccess of the host' }).inputValue(), 'RewriteEngine On\nRewriteRule ^a$ <script>');
    check.deepEqual(await violations(page), []);
    await page.setViewportSize(PHONE);
    check.deepEqual(await overflow(page), []);
    check.deepEqual(await violations(page), []);
    await picture(page, 'admin-discovery-rules-390');
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.unroute('**/index.php?**OAuth2.getDiscovery**');
});

await test('the metadata are written as files and removed again', async () => {
    for (const [button, said, there] of [['Write the files', 'The files are written.', 'own'], ['Remove the files', 'The files are removed.', 'missing']]) {
        await show();
        await page.getByRole('button', { name: button, exact: true }).focus();
        await page.keyboard.press('Enter');
        await confirm(page);
        await page.locator('#notificationContainer .notification-success').getByText(said).waitFor();
        const { documents } = await api(page, 'OAuth2.getDiscovery');
        check.deepEqual([...new Set(Object.values(documents.files))], [there]);
        check.equal(documents.wanted, there === 'own');
        await page.waitForFunction(() => document.querySelector('.confirm-password-modal.open') === null);
    }
});

await test('the browser reported no errors', () => {
    check.deepEqual(errors, []);
});

await close();
done();
