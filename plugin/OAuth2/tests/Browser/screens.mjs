// SPDX-License-Identifier: GPL-3.0-or-later
/** The screens Administration → Platform → OAuth2 and Personal → Authorized apps. */
import { execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { check, done, test } from '../../../../host/tests/clients/node/check.mjs';
import {
    DESKTOP, HTML, PHONE, adminUrl, api, appsUrl, close, confirm, cut, injected, matomo, open, overflow, picture, users, violations,
} from './matomo.mjs';

const { page, errors } = await open({ login: 'admin' });
const created = [];

/** A locator for the table row of a client. */
const row = (name, of = page) => of.locator('.oauth2-table tbody tr').filter({ hasText: name });

/** Says that a secret on the screen is stored: otherwise the next page shows it again. */
async function store(of) {
    const stored = of.getByRole('button', { name: 'I have stored the secret' });
    if (await stored.count() > 0) {
        await Promise.all([of.waitForResponse((response) => response.url().includes('OAuth2.confirmNewSecret')), stored.click()]);
    }
}

/** Waits until the list of clients shows its clients, or says that there are none. */
const listed = (of = page) => of.locator('.oauth2-pager, .oauth2-empty').first().waitFor();

/** Reloads the list: a change of the hash alone would keep the screen's state. */
async function list(of = page) {
    await store(of);
    await of.goto('about:blank');
    await of.goto(adminUrl());
    await of.getByRole('heading', { name: 'OAuth 2.0 clients' }).waitFor();
    await listed(of);
}

/** The current tab's title. */
const currentTab = () => page.locator('.oauth2-tabs [aria-current=page]').innerText();

/** Opens a tab by its address. */
async function tab(name, heading) {
    await store(page);
    await page.goto('about:blank');
    await page.goto(adminUrl(`#?view=${name}`));
    await page.getByRole('heading', { name: heading, exact: true }).waitFor();
}

async function form(of = page, hash = '#?view=create') {
    await store(of);
    await of.goto('about:blank');
    await of.goto(adminUrl(hash));
    await of.locator('.oauth2-form').waitFor();
}

/** Opens the tab of the settings. */
async function settingsPage() {
    await tab('settings', 'Settings');
    await page.locator('.oauth2-settings').waitFor();
}

/** Opens the page of a client. */
async function clientPage(clientId, of = page) {
    await store(of);
    await of.goto('about:blank');
    await of.goto(adminUrl(`#?view=client&clientId=${encodeURIComponent(clientId)}`));
    await of.locator('.oauth2-facts').waitFor();
}

/** Unfolds the advanced fields of the form. */
const advanced = () => page.locator('.oauth2-advanced > summary').press('Enter');

async function make(changes = {}) {
    const answer = await api(page, 'OAuth2.createClient', {
        name: 'Made for a test',
        grantTypes: ['authorization_code', 'refresh_token'],
        scope: 'matomo:read',
        redirectUris: 'https://app.example/callback',
        passwordConfirmation: users.admin,
        ...changes,
    });
    created.push(answer.client.client_id);
    // The screen would show the secret again, because this session has not confirmed it.
    await api(page, 'OAuth2.confirmNewSecret', { clientId: answer.client.client_id });
    return answer;
}

/** Asks for a token of the client itself, so that it has an authorization. */
async function ownToken({ client, secret }) {
    const answer = await fetch(`${matomo}/index.php?module=OAuth2&action=token`, {
        method: 'POST',
        body: new URLSearchParams({ grant_type: 'client_credentials', client_id: client.client_id, client_secret: secret }),
    });
    return answer.json();
}

/** The text of the notification at the top, which must have the focus. */
async function notified(of = page) {
    const notification = of.locator('#notificationContainer .notification').last();
    await notification.waitFor();
    await of.waitForFunction(() => document.activeElement?.classList.contains('notification'));
    return (await notification.locator('.notification-body').innerText()).trim();
}

/** The label or text of the focused element. */
const focused = (of = page) => of.evaluate(() => (
    document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? ''
).trim());

/** The labels that overlap the values of their fields. */
const covered = () => page.evaluate(() => [...document.querySelectorAll('.oauth2 .input-field > label.active')]
    .filter((label) => label.getBoundingClientRect().bottom > label.parentElement.querySelector('input, textarea').getBoundingClientRect().top + 5)
    .map((label) => label.textContent.trim()));

/** Presses a client's button to pause it, and answers the browser's question. */
async function pause(name, { of = page, answer = 'accept' } = {}) {
    const asked = of.waitForEvent('dialog').then((question) => question[answer]());
    await row(name, of).getByRole('button', { name: `Pause ${name}` }).click();
    await asked;
}

/** Cancels the password dialog and waits until it has gone. */
async function cancel(of = page) {
    await of.locator('.confirm-password-modal.open').getByText('Cancel').click();
    await of.waitForFunction(() => [...document.querySelectorAll('.confirm-password-modal')]
        .every((dialog) => getComputedStyle(dialog).display === 'none'));
    await of.waitForTimeout(100);
}

/** What a trial says about each step. */
const steps = async () => (await page.locator('.oauth2-steps li').allInnerTexts()).map((text) => text.trim());

/** The text of the open dialog, which is then cancelled. */
async function question() {
    await page.locator('.confirm-password-modal.open').waitFor();
    const text = await page.getByRole('dialog').innerText();
    await cancel();
    return text;
}

for (const old of await api(page, 'OAuth2.getClients')) {
    await api(page, 'OAuth2.deleteClient', { clientId: old.client_id, passwordConfirmation: users.admin });
}

await test('an empty list explains what clients are for', async () => {
    await list();
    check.ok(await page.getByText('There are no clients yet.').isVisible());
    for (const [way, template, type] of [
        ['Connect a backend job', 'Backend job', 'confidential'], ['Connect an app with users', 'Web application', 'confidential'],
    ]) {
        await page.getByRole('link', { name: way }).press('Enter');
        await page.locator('.oauth2-form').waitFor();
        check.match(await page.locator('.oauth2-template[aria-pressed=true]').innerText(), new RegExp(template));
        check.equal(await page.locator(`input[type=radio][value=${type}]`).isChecked(), true);
        await page.goBack();
        await page.getByText('There are no clients yet.').waitFor();
    }
    check.deepEqual(await violations(page), []);
    check.equal(await page.locator('.oauth2-table').count(), 0);
    await picture(page, 'admin-empty', { fullPage: false });
    // Most assistants need no client; for the others the tab has a link.
    await page.getByRole('link', { name: 'Connect an assistant' }).press('Enter');
    await page.getByRole('heading', { name: 'Assistants', exact: true }).waitFor();
    await page.locator('p').filter({ hasText: 'needs a client' }).getByRole('link').press('Enter');
    await page.locator('.oauth2-form').waitFor();
});

await test('each tab has an address: links, keyboard, the back button and a reload show the same one', async () => {
    const tabs = [
        ['Keys', 'keys', 'Signing keys'], ['Settings', 'settings', 'Settings'], ['Endpoints', 'endpoints', 'Endpoints'],
        ['Clients', 'clients', 'OAuth 2.0 clients'],
    ];
    await list();
    check.equal(await currentTab(), 'Clients', 'an address without a tab shows the first one');
    for (const [title, view, heading] of tabs) {
        await page.locator('.oauth2-tabs').getByRole('link', { name: title, exact: true }).press('Enter');
        await page.getByRole('heading', { name: heading, exact: true }).waitFor();
        await page.waitForFunction((text) => document.activeElement?.tagName === 'H2' && document.activeElement.textContent === text, heading);
        check.equal(await page.locator('.oauth2 .card-title').count(), 1, `only ${title} is shown`);
        check.equal(await currentTab(), title);
        check.ok(page.url().endsWith(`#?view=${view}`), page.url());
        check.deepEqual(await violations(page, '.oauth2-tabs'), []);
    }
    await page.goBack();
    await page.getByRole('heading', { name: 'Endpoints', exact: true }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Endpoints', exact: true }).waitFor();
    check.equal(await currentTab(), 'Endpoints');
    await form();
    check.equal(await currentTab(), 'Clients', 'the form belongs to the clients');
    for (const hash of ['#?view=nonsense', '#?view=edit', '#?view=authorizations&clientId=', '#?view=toString', '#?view[]=keys', '#keys']) {
        await page.goto('about:blank');
        await page.goto(adminUrl(hash));
        await page.getByRole('heading', { name: 'OAuth 2.0 clients' }).waitFor();
        check.equal(await currentTab(), 'Clients', hash);
    }
});

await test('the menu offers OAuth2 to super users and Authorized apps to every user', async () => {
    check.ok(await page.locator('#secondNavBar').getByRole('menuitem', { name: 'OAuth2' }).or(page.locator('#secondNavBar').getByText('OAuth2', { exact: true })).first().isVisible());
    const { context, page: viewers } = await open({ login: 'viewer' });
    await viewers.goto(appsUrl());
    await viewers.getByRole('heading', { name: 'Authorized apps' }).waitFor();
    check.equal(await viewers.locator('#secondNavBar').getByText('OAuth2', { exact: true }).count(), 0);
    await viewers.getByText('No app acts with your access.').waitFor();
    await picture(viewers, 'apps-empty', { fullPage: false });
    await viewers.goto(adminUrl());
    check.equal(await viewers.locator('.oauth2').count(), 0, 'other users cannot open the page');
    await context.close();
    const { context: nobody, page: nobodys } = await open();
    for (const address of [appsUrl(), adminUrl()]) {
        await nobodys.goto(address);
        check.ok(await nobodys.locator('#login_form_login').isVisible());
    }
    await nobody.close();
});

await test('by keyboard only: create a client, copy its secret, go back', async () => {
    await list();
    await page.locator('.oauth2-create').focus();
    await page.keyboard.press('Enter');
    await page.locator('.oauth2-form').waitFor();
    await page.waitForFunction(() => document.activeElement?.tagName === 'H2');
    check.equal(await page.evaluate(() => document.activeElement.textContent), 'Create a client', 'the heading has the focus');
    const until = async (id) => {
        for (let presses = 0; presses < 40; presses++) {
            await page.keyboard.press('Tab');
            if (await page.evaluate((name) => document.activeElement?.id === name || document.activeElement?.textContent.trim() === name, id)) {
                return;
            }
        }
        throw new Error(`Tab does not reach ${id}`);
    };
    await until('oauth2Name');
    await page.keyboard.type('Keyboard App');
    await until('oauth2RedirectUris');
    await page.keyboard.type('https://app.example/one');
    await page.keyboard.press('Enter');
    await page.keyboard.type('https://app.example/two');
    await until('oauth2Scopesmatomo:write');
    await page.keyboard.press('Space');
    await until('Create a client');
    await page.keyboard.press('Enter');
    await page.locator('.confirm-password-modal.open').waitFor();
    await page.waitForFunction(() => document.activeElement?.id === 'currentUserPassword');
    await page.keyboard.type(users.admin);
    // Matomo's dialog notices typed text only after 50 ms.
    await page.waitForTimeout(300);
    await page.keyboard.press('Enter');
    const secret = page.getByLabel('Client secret', { exact: true });
    await secret.waitFor();
    const text = await secret.inputValue();
    check.match(text, /^[0-9a-f]{64}$/);
    check.ok(await page.getByText('It will not be shown again').isVisible());
    await page.evaluate(() => navigator.clipboard.writeText('before'));
    check.equal(await page.evaluate(() => navigator.clipboard.readText()), 'before', 'nothing is copied without a click');
    check.equal(await page.evaluate(() => document.activeElement?.tagName), 'H2');
    await until('oauth2IssuedSecret');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.locator('.oauth2-copy').filter({ hasText: 'Copied' }).waitFor();
    check.equal(await page.evaluate(() => navigator.clipboard.readText()), text);
    check.ok(!page.url().includes(text), 'no address contains the secret');
    await until('I have stored the secret');
    await page.keyboard.press('Enter');
    await row('Keyboard App').waitFor();
    check.equal((await page.content()).includes(text), false, 'the secret is no longer on the page');
    check.equal(await row('Keyboard App').getByRole('link', { name: 'Keyboard App', exact: true }).count(), 1);
    const [client] = await api(page, 'OAuth2.getClients');
    created.push(client.client_id);
    check.deepEqual(client.redirect_uris, ['https://app.example/one', 'https://app.example/two']);
    check.deepEqual(client.scopes, ['matomo:write', 'matomo:read']);
    check.deepEqual(client.grant_types, ['authorization_code', 'refresh_token']);
});

await test('an error of the server appears at its field, which gets the focus; the form keeps its values', async () => {
    await form();
    await advanced();
    await page.getByLabel('Description').fill('Some words');
    await page.getByLabel('Client ID (optional)').fill('ab');
    await page.getByLabel('Redirect URIs').fill('https://app.example/cb\nhttp://app.example/cb');
    await page.locator('.oauth2-form button[type=submit]').click();
    await page.locator('#oauth2-error-name').waitFor();
    check.match(await page.locator('#oauth2-error-name').innerText(), /A client needs a name/);
    check.match(await page.locator('#oauth2-error-clientId').innerText(), /3 to 80 letters/);
    check.match(await page.locator('#oauth2-error-redirectUris').innerText(), /Redirect URI 2 must use https\./);
    check.equal(await page.locator('.oauth2-field-error').count(), 3);
    check.equal(await page.evaluate(() => document.activeElement?.id), 'oauth2Name');
    check.equal(await page.locator('#oauth2Name').getAttribute('aria-describedby'), 'oauth2-help-name oauth2-error-name');
    check.equal(await page.locator('.confirm-password-modal.open').count(), 0, 'an invalid form asks for no password');
    check.equal(await page.getByLabel('Description').inputValue(), 'Some words');
    await picture(page, 'admin-errors');
    check.deepEqual(await violations(page), []);
});

await test('if grant type and scope are missing, the first group gets the focus', async () => {
    await form();
    await page.getByLabel('Name').fill('Choosy App');
    for (const id of ['oauth2GrantTypesauthorization_code', 'oauth2Scopesmatomo:read']) {
        await page.locator('label', { has: page.locator(`[id="${id}"]`) }).click();
    }
    await page.locator('.oauth2-form button[type=submit]').click();
    await page.locator('#oauth2-error-grantTypes').waitFor();
    check.equal(await page.locator('.oauth2-field-error').count(), 2);
    check.equal(await page.evaluate(() => document.activeElement?.id), 'oauth2GrantTypesauthorization_code');
    for (const [group, id] of [['Grant types', 'oauth2-error-grantTypes'], ['Scopes', 'oauth2-error-scopes']]) {
        const choices = page.getByRole('group', { name: group }).getByRole('checkbox');
        check.ok(await choices.count() >= 3);
        check.equal(await choices.last().getAttribute('aria-describedby'), id);
    }
    check.deepEqual(await violations(page), []);
});

await test('a wrong password is asked for again, and the form keeps its values', async () => {
    await form();
    await page.getByLabel('Name').fill('Patient App');
    await page.getByLabel('Redirect URIs').fill('https://app.example/cb');
    await page.locator('.oauth2-form button[type=submit]').click();
    await confirm(page, 'not the password');
    await page.locator('.confirm-password-modal.open .alert').waitFor();
    check.equal(
        await page.locator('.confirm-password-modal.open .alert').innerText(),
        'The current password you entered is not correct.',
    );
    await picture(page, 'admin-password', { fullPage: false });
    await page.locator('.confirm-password-modal.open').getByText('Cancel').click();
    await page.locator('.confirm-password-modal.open').waitFor({ state: 'detached' }).catch(() => {});
    check.equal(await page.getByLabel('Name').inputValue(), 'Patient App');
    check.equal((await api(page, 'OAuth2.getClients')).filter((client) => client.name === 'Patient App').length, 0);
    await page.locator('.oauth2-form button[type=submit]').click();
    await confirm(page);
    await page.getByLabel('Client secret', { exact: true }).waitFor();
    await picture(page, 'admin-secret', { fullPage: false });
    check.deepEqual(await violations(page), []);
    created.push(await page.getByLabel('Client ID', { exact: true }).inputValue());
});

await test('a public client has no secret and cannot use Client Credentials', async () => {
    await form();
    await page.getByLabel('Name').fill('Public App');
    await page.getByLabel('Redirect URIs').fill('com.example.app:/cb');
    await page.getByText('Public', { exact: false }).first().click();
    check.equal(await page.locator('#oauth2GrantTypesclient_credentials').count(), 0);
    await page.locator('.oauth2-form button[type=submit]').click();
    await confirm(page);
    await page.getByText('A public client has no secret.').waitFor();
    check.equal(await page.getByLabel('Client secret', { exact: true }).count(), 0);
    created.push(await page.getByLabel('Client ID', { exact: true }).inputValue());
});

await test('templates fill the form; everything stays editable, and a typed name is kept', async () => {
    await form();
    const values = async () => ({
        name: await page.getByLabel('Name').inputValue(),
        uris: await page.getByLabel('Redirect URIs').inputValue(),
        grants: await page.locator('[id^=oauth2GrantTypes]:checked').evaluateAll((boxes) => boxes.map((box) => box.value)),
        type: await page.locator('input[type=radio][name=oauth2Type]:checked').getAttribute('value'),
    });
    const choose = (name) => page.locator('.oauth2-template').filter({ hasText: name }).press('Enter');
    await choose('Claude');
    check.deepEqual(await values(), {
        name: 'Claude',
        uris: 'https://claude.ai/api/mcp/auth_callback\nhttps://claude.com/api/mcp/auth_callback',
        grants: ['authorization_code', 'refresh_token'],
        type: 'public',
    });
    check.ok(await page.locator('.oauth2-templates').getByRole('link', { name: 'https://claude.ai/oauth/mcp-oauth-client-metadata' }).isVisible());
    await page.getByLabel('Name').fill('My own name');
    await page.waitForTimeout(200);
    await choose('Zapier');
    check.equal(await page.getByLabel('Redirect URIs').getAttribute('placeholder'), 'https://zapier.com/dashboard/auth/oauth/return/App123CLIAPI/');
    check.deepEqual(await values(), { name: 'My own name', uris: '', grants: ['authorization_code', 'refresh_token'], type: 'confidential' });
    await page.locator('.oauth2-form button[type=submit]').click();
    await page.locator('#oauth2-error-redirectUris').waitFor();
    check.match(await page.locator('#oauth2-error-redirectUris').innerText(), /The grant type Authorization Code needs at least one redirect URI\./);
    check.equal(await page.locator('.confirm-password-modal.open').count(), 0);
    await picture(page, 'admin-template', { fullPage: true });
    check.deepEqual(await violations(page), []);
    await choose('Backend job');
    check.equal(await page.locator('.oauth2-field-error').count(), 0, 'the errors of other values have gone');
    check.equal(await page.getByLabel('Redirect URIs').isVisible(), false);
    check.deepEqual((await values()).grants, ['client_credentials']);
    await page.locator('.oauth2-form button[type=submit]').click();
    await confirm(page);
    await page.getByLabel('Client secret', { exact: true }).waitFor();
    created.push(await page.getByLabel('Client ID', { exact: true }).inputValue());
    const made = await api(page, 'OAuth2.getClient', { clientId: created.at(-1) });
    check.deepEqual([made.grant_types, made.scopes, made.acts_as], [['client_credentials'], ['matomo:read'], 'admin']);
    for (const template of ['nonsense', '__proto__', HTML]) {
        await form(page, `#?view=create&template=${encodeURIComponent(template)}`);
        check.equal(await page.locator('.oauth2-template[aria-pressed=true]').count(), 0);
        check.equal(await injected(page), false);
    }
});

await test('after creation: a request to copy in four languages, and a test that the server makes itself', async () => {
    for (const [size, suffix] of [[DESKTOP, 1280], [PHONE, 390]]) {
        await page.setViewportSize(size);
        await form(page, '#?view=create&template=backend');
        await page.getByLabel('Name').fill('Reporter');
        await page.locator('.oauth2-form button[type=submit]').click();
        await confirm(page);
        const secret = await page.getByLabel('Client secret', { exact: true }).inputValue();
        const id = await page.getByLabel('Client ID', { exact: true }).inputValue();
        created.push(id);
        await page.getByRole('heading', { name: 'A first request' }).waitFor();
        const code = page.locator('.oauth2-code').first();
        for (const language of ['PHP', 'Python', 'JavaScript', 'curl']) {
            await page.getByRole('button', { name: language, exact: true }).press('Enter');
            const text = await code.innerText();
            check.ok(text.includes(`'${id}'`) && text.includes(`'${matomo}/index.php?module=OAuth2&action=token'`) && text.includes("'matomo:read'"), language);
            check.equal(text.includes(secret), false, 'the secret is typed, not stored in a file');
            check.equal(await page.getByRole('button', { name: language, exact: true }).getAttribute('aria-pressed'), 'true');
        }
        await page.getByRole('button', { name: 'Copy: curl' }).press('Enter');
        const copied = await page.evaluate(() => navigator.clipboard.readText());
        check.match(copied, /^read -rsp/);
        const report = execFileSync('bash', ['-c', copied], { input: `${secret}\n`, encoding: 'utf8', timeout: 60000 });
        check.match(report, /nb_visits|status/, 'the copied request works as it is');
        await page.getByRole('button', { name: 'Test it now' }).press('Enter');
        await page.getByText('The client works. The token has been revoked.').waitFor();
        const answer = await page.locator('.oauth2-code').last().innerText();
        check.match(answer, /^HTTP 200\n[^]*"access_token": "•••••••• \(\d+\)"[^]*"scope": "matomo:read"/);
        check.doesNotMatch(answer, /eyJ/);
        await picture(page, `admin-created-${suffix}`);
        check.deepEqual(await violations(page), []);
        check.deepEqual(await overflow(page), []);
        const [guide] = await Promise.all([page.context().waitForEvent('page'), page.getByRole('link', { name: 'Open the guide' }).click()]);
        await guide.waitForLoadState();
        check.match(await guide.locator('body').innerText(), /^# /);
        await guide.close();
        await api(page, 'OAuth2.setClientActive', { clientId: id, active: '0' });
        await page.getByRole('button', { name: 'Test it now' }).press('Enter');
        await page.getByText('The server answered with an error:').waitFor();
        check.match(await page.locator('.oauth2-code').last().innerText(), /^HTTP 401\n[^]*invalid_client/);
    }
    await page.setViewportSize(DESKTOP);
    await form(page, '#?view=create&template=native');
    await page.getByLabel('Name').fill('Native');
    await page.getByLabel('Redirect URIs').fill('com.example.app:/it\'s');
    await page.locator('.oauth2-form button[type=submit]').click();
    await confirm(page);
    const code = page.locator('.oauth2-code').first();
    await code.waitFor();
    created.push(await page.getByLabel('Client ID', { exact: true }).inputValue());
    check.ok((await code.innerText()).includes("redirect_uri='com.example.app:/it'\\''s'"), 'the literal of the shell');
    await page.getByRole('button', { name: 'Python', exact: true }).click();
    check.ok((await code.innerText()).includes("'com.example.app:/it\\'s'"), 'the literal of Python');
    check.ok(!(await code.innerText()).includes('client_secret'), 'a public client has none');
    check.equal(await page.locator('#oauth2TrialSecret').count(), 0);
    await page.getByRole('button', { name: 'Test it now' }).press('Enter');
    await page.getByText('The client works. The token has been revoked.').waitFor();
    check.deepEqual(await steps(), ['Authorization request: works', 'Consent and code: works', 'Token request: works', 'End of the test: works']);
    check.doesNotMatch(await page.locator('.oauth2-issued').innerText(), /eyJ/);
    const ofClient = await api(page, 'OAuth2.getAuthorizations', { clientId: created.at(-1) });
    check.deepEqual(ofClient.map(({ state, login }) => [state, login]), [['ended', 'admin']]);
});

await test('the page of a client: the server runs the whole flow, with and without the secret', async () => {
    const made = await make({ name: 'Web App' });
    const both = await make({ name: 'Two grants', grantTypes: ['authorization_code', 'client_credentials'] });
    for (const [size, suffix] of [[DESKTOP, 1280], [PHONE, 390]]) {
        await page.setViewportSize(size);
        await clientPage(made.client.client_id);
        const secret = page.locator('#oauth2TrialSecret');
        const run = page.getByRole('button', { name: 'Test it now' });
        await run.press('Enter');
        await page.getByText('Everything works up to the token request, which needs the client secret.').waitFor();
        check.deepEqual(await steps(), ['Authorization request: works', 'Consent and code: works', 'Token request: not tested', 'End of the test: works']);
        await secret.fill('wrong');
        await page.waitForTimeout(100);
        await secret.press('Enter');
        await page.getByText('The server answered with an error:').waitFor();
        check.deepEqual((await steps()).slice(2), ['Token request: failed', 'End of the test: works']);
        check.match(await page.locator('.oauth2-code').innerText(), /^HTTP 401\n[^]*invalid_client/);
        await secret.fill(made.secret);
        await page.waitForTimeout(100);
        await run.press('Enter');
        await page.getByText('The client works. The token has been revoked.').waitFor();
        check.match(await page.locator('.oauth2-code').innerText(), /^HTTP 200\n[^]*"access_token": "•••••••• \(\d+\)"[^]*"refresh_token": "•••••••• \(\d+\)"/);
        check.equal(await page.locator('.oauth2').evaluate((all, text) => all.innerText.includes(text), made.secret), false);
        check.ok(!page.url().includes(made.secret));
        check.deepEqual(await violations(page), []);
        check.deepEqual(await overflow(page), []);
        await picture(page, `admin-client-tested-${suffix}`);
        await clientPage(both.client.client_id);
        await page.getByRole('button', { name: 'Test it now: Client Credentials' }).press('Enter');
        await page.locator('#oauth2-error-trialSecret').waitFor();
        check.equal(await page.evaluate(() => document.activeElement.id), 'oauth2TrialSecret');
        await secret.fill(both.secret);
        await page.waitForTimeout(100);
        await page.getByRole('button', { name: 'Test it now: Client Credentials' }).press('Enter');
        await page.getByText('The client works.').waitFor();
        check.equal(await page.locator('.oauth2-steps').count(), 0);
        await page.getByRole('button', { name: 'Test it now: Authorization Code' }).press('Enter');
        await page.locator('.oauth2-steps').waitFor();
        check.match((await steps())[2], /works/);
    }
    await page.setViewportSize(DESKTOP);
    await api(page, 'OAuth2.setClientActive', { clientId: made.client.client_id, active: '0' });
    await clientPage(made.client.client_id);
    await page.getByRole('button', { name: 'Test it now' }).press('Enter');
    await page.getByText('An administrator has paused Web App.').waitFor();
    check.match((await steps())[0], /failed/);
    const publicKey = generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' });
    const keys = await make({ name: 'Only keys', grantTypes: ['client_credentials'], redirectUris: '', jwks: publicKey });
    await clientPage(keys.client.client_id);
    check.equal(await page.getByRole('button', { name: 'Test it now' }).count(), 0, 'only the app can make this request');
});

await test('a long list of authorizations has pages, and all of them can be revoked at once', async () => {
    const made = await make({ name: 'Popular App', type: 'public' });
    for (let number = 0; number < 24; number++) {
        await api(page, 'OAuth2.testClient', { clientId: made.client.client_id });
    }
    const own = await make({ name: 'Own access', grantTypes: ['client_credentials'], redirectUris: '' });
    await ownToken(own);
    for (const size of [DESKTOP, PHONE]) {
        await page.setViewportSize(size);
        await clientPage(made.client.client_id);
        const block = page.locator('.card').filter({ has: page.getByRole('heading', { name: 'Authorizations', exact: true }) });
        await block.locator('.oauth2-pager').getByText('1–20 of 24').waitFor();
        check.equal(await block.locator('tbody tr').count(), 20);
        check.equal(await block.getByRole('button', { name: 'Revoke all' }).count(), 0, 'all have ended');
        await block.getByRole('button', { name: 'Next' }).press('Enter');
        await block.locator('.oauth2-pager').getByText('21–24 of 24').waitFor();
        check.equal(await block.locator('tbody tr').count(), 4);
        check.deepEqual(await violations(page), []);
        check.deepEqual(await overflow(page), []);
        await clientPage(own.client.client_id);
        await page.getByRole('button', { name: 'Revoke all' }).press('Enter');
        check.match(await question(), /Revoke all access of “Own access”\?[^]*that end: 1\./);
        await ownToken(own);
    }
    await page.setViewportSize(DESKTOP);
    await clientPage(own.client.client_id);
    await page.getByRole('button', { name: 'Revoke all' }).click();
    await confirm(page);
    check.equal(await notified(), 'Revoked authorizations: 1.');
    await page.getByRole('button', { name: 'Revoke all' }).waitFor({ state: 'detached' });
    check.match(await page.locator('.card').last().innerText(), /Access revoked\s+Authorizations: 1/);
    check.equal((await api(page, 'OAuth2.getAuthorizations', { clientId: own.client.client_id }))[0].state, 'ended');
});

await test('scopes: those below the selected one show as included, and those not allowed say where to allow them', async () => {
    await form();
    const read = page.locator('label', { has: page.locator('[id="oauth2Scopesmatomo:read"]') });
    await page.locator('label', { has: page.locator('[id="oauth2Scopesmatomo:write"]') }).click();
    check.equal(await read.getByText('Included, because a higher scope is selected.').count(), 0, 'it is selected itself');
    await read.click();
    await read.getByText('Included, because a higher scope is selected.').waitFor();
    const admin = page.locator('label', { has: page.locator('[id="oauth2Scopesmatomo:admin"]') });
    check.equal(await admin.getByText('Included').count(), 0);
    check.ok(await page.getByText('The settings do not allow matomo:superuser.').isVisible());
    const leave = page.waitForEvent('dialog').then((question) => question.accept());
    await page.getByRole('link', { name: 'Change the allowed scopes in the settings' }).press('Enter');
    await leave;
    await page.getByRole('heading', { name: 'Settings', exact: true }).waitFor();
});

await test('the form asks for redirect URIs only with Authorization Code', async () => {
    await form();
    check.ok(await page.getByLabel('Redirect URIs').isVisible());
    await page.locator('label', { has: page.locator('#oauth2GrantTypesclient_credentials') }).click();
    await page.locator('label', { has: page.locator('#oauth2GrantTypesauthorization_code') }).click();
    await page.getByLabel('Redirect URIs').waitFor({ state: 'hidden' });
    check.equal(await page.locator('#oauth2GrantTypesrefresh_token').isChecked(), false, 'Refresh Token needs Authorization Code, too');
    await page.getByLabel('Name').fill('Nightly job');
    await advanced();
    await page.getByLabel('Client ID (optional)').fill('nightly_job');
    await page.locator('.oauth2-form button[type=submit]').click();
    await confirm(page);
    await page.getByLabel('Client secret', { exact: true }).waitFor();
    created.push('nightly_job');
    check.equal(await page.getByLabel('Client ID', { exact: true }).inputValue(), 'nightly_job');
});

await test('PKCE is on; it can be switched off for a confidential client, with a warning in form and list', async () => {
    await form();
    await advanced();
    const pkce = page.locator('#oauth2RequirePkce');
    check.equal(await pkce.isChecked(), true);
    check.equal(await page.getByText('Without PKCE, whoever intercepts').count(), 0);
    await page.locator('label', { has: page.locator('input[type=radio][value=public]') }).click();
    await pkce.waitFor({ state: 'hidden' });
    await page.locator('label', { has: page.locator('input[type=radio][value=confidential]') }).click();
    await page.locator('label', { has: pkce }).click();
    await page.getByText('Without PKCE, whoever intercepts').waitFor();
    await page.getByLabel('Name').fill('Automation without PKCE');
    await page.getByLabel('Redirect URIs').fill('https://app.example/callback');
    await page.locator('.oauth2-form button[type=submit]').click();
    await confirm(page);
    created.push(await page.getByLabel('Client ID', { exact: true }).inputValue());
    check.equal((await api(page, 'OAuth2.getClient', { clientId: created.at(-1) })).require_pkce, false);
    await list();
    check.match(await row('Automation without PKCE').locator('.oauth2-warnings').innerText(), /may omit PKCE/);
    await form(page, `#?view=edit&clientId=${created.at(-1)}`);
    check.equal(await pkce.isChecked(), false);
    await page.locator('label', { has: pkce }).click();
    await page.locator('.oauth2-form button[type=submit]').click();
    await confirm(page);
    await notified();
    check.equal((await api(page, 'OAuth2.getClient', { clientId: created.at(-1) })).require_pkce, true);
});

await test('editing a client: the form has the stored values byte for byte, and saves the changed ones', async () => {
    const { client } = await make({
        name: 'Entities &lt;b&gt; & co',
        description: 'one &amp; two',
        redirectUris: 'https://app.example/cb?a=1&lt;=2&copy=3',
    });
    await form(page, `#?view=edit&clientId=${client.client_id}`);
    check.equal(await page.getByLabel('Name').inputValue(), 'Entities &lt;b&gt; & co');
    check.equal(await page.getByLabel('Redirect URIs').inputValue(), 'https://app.example/cb?a=1&lt;=2&copy=3');
    check.equal(await page.getByLabel('Client ID', { exact: true }).inputValue(), client.client_id);
    await picture(page, 'admin-edit');
    check.deepEqual(await violations(page), []);
    await page.getByLabel('Description').fill('changed');
    await page.locator('.oauth2-form button[type=submit]').click();
    await confirm(page);
    check.match(await notified(), /has been saved/);
    const saved = await api(page, 'OAuth2.getClient', { clientId: client.client_id });
    check.deepEqual(
        { ...saved, updated_at: '', description: '' },
        { ...client, updated_at: '', description: '' },
    );
    check.equal(saved.description, 'changed');
});

await test('rotating a secret shows the new one once and ends the old one', async () => {
    const { client, secret } = await make({ name: 'Rotated App' });
    await clientPage(client.client_id);
    await page.getByRole('button', { name: 'Rotate the secret' }).click();
    await confirm(page);
    const field = page.getByLabel('Client secret', { exact: true });
    await field.waitFor();
    const next = await field.inputValue();
    check.match(next, /^[0-9a-f]{64}$/);
    check.notEqual(next, secret);
    check.ok(await page.getByText('The old secret no longer works.').isVisible());
    await page.getByRole('button', { name: 'I have stored the secret' }).click();
    await row('Rotated App').waitFor();
    await clientPage(client.client_id);
    check.ok(await page.getByText(`••••••••••••${next.slice(-4)}`).isVisible());
    check.equal((await page.content()).includes(next), false);
});

await test('the old secret can work beside the new one for a chosen time, and be ended before', async () => {
    const made = await make({ name: 'Overlapping App', grantTypes: ['client_credentials'], redirectUris: '' });
    await clientPage(made.client.client_id);
    await page.getByRole('button', { name: 'Rotate the secret' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    check.ok(await dialog.getByLabel('No. All tokens stay valid.').isChecked());
    check.ok(await dialog.getByLabel('It stops working now').isChecked());
    await picture(page, 'admin-rotate', { fullPage: false });
    check.deepEqual(await violations(page, '.oauth2-choice'), []);
    await dialog.getByText('It works for 1 more day').click();
    await confirm(page);
    const next = await page.getByLabel('Client secret', { exact: true }).inputValue();
    check.match(await page.locator('.oauth2-issued').innerText(), /The old secret works until /);
    await page.getByRole('button', { name: 'I have stored the secret' }).click();
    await row('Overlapping App').waitFor();
    for (const secret of [made.secret, next]) {
        check.equal((await ownToken({ ...made, secret })).token_type, 'Bearer');
    }
    await clientPage(made.client.client_id);
    const [present, old] = await page.locator('.oauth2-table').first().locator('tbody tr').all();
    check.ok((await present.innerText()).includes(next.slice(-4)));
    check.match(await present.innerText(), /Present secret/);
    check.ok((await old.innerText()).includes(made.secret.slice(-4)));
    check.match(await old.innerText(), /Old secret/);
    for (const secret of [present, old]) {
        check.doesNotMatch(await secret.innerText(), /Unknown/, 'each has its age');
        // The present secret never expires, so it says "Never" once: each has been used.
        check.equal((await secret.innerText()).split('Never').length, secret === present ? 2 : 1);
    }
    check.equal((await page.content()).includes(next), false, 'both are masked');
    await picture(page, 'admin-secrets');
    await page.getByRole('button', { name: 'Rotate the secret' }).click();
    check.match(await question(), new RegExp(`The older secret, which ends with ${made.secret.slice(-4)}, stops working now\\.`));
    await page.getByRole('button', { name: 'End the old secret' }).click();
    check.match(await question(), /An application last used it at [^]*No authorization ends\./);
    await page.getByRole('button', { name: 'End the old secret' }).click();
    await confirm(page);
    check.equal(await notified(), 'The old secret no longer works.');
    await page.getByRole('button', { name: 'End the old secret' }).waitFor({ state: 'detached' });
    check.equal((await ownToken(made)).error, 'invalid_client');
    check.equal((await ownToken({ ...made, secret: next })).token_type, 'Bearer');
});

await test('a leaked secret: the dialog says what ends, and no time for the old secret can be chosen', async () => {
    const made = await make({ name: 'Leaky App', grantTypes: ['client_credentials'], redirectUris: '' });
    await ownToken(made);
    await clientPage(made.client.client_id);
    await page.getByRole('button', { name: 'Rotate the secret' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    await dialog.getByText('all tokens of the client end now').click();
    check.match(await dialog.innerText(), /Authorizations of the client itself \(Client Credentials\) that end: 1\./);
    check.equal(await dialog.getByText('It stops working now').count(), 0);
    await confirm(page);
    await page.getByLabel('Client secret', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'I have stored the secret' }).click();
    await row('Leaky App').waitFor();
    const [ended] = await api(page, 'OAuth2.getAuthorizations', { clientId: made.client.client_id });
    check.equal(ended.state, 'ended');
});

await test('a secret whose answer was lost is shown again until the user has stored it', async () => {
    const { client, secret } = await make({ name: 'Unlucky App' });
    await clientPage(client.client_id);
    await page.route('**/*method=OAuth2.rotateSecret*', async (route) => {
        await route.fetch();
        await route.abort();
    });
    await page.getByRole('button', { name: 'Rotate the secret' }).click();
    await confirm(page);
    await page.getByRole('heading', { name: 'A new secret that you have not confirmed' }).waitFor();
    await page.unrouteAll({ behavior: 'wait' });
    const next = await page.getByLabel('Client secret', { exact: true }).inputValue();
    check.match(next, /^[0-9a-f]{64}$/);
    check.notEqual(next, secret);
    check.ok(!page.url().includes(next), 'no address contains the secret');
    await page.reload();
    check.equal(await page.getByLabel('Client secret', { exact: true }).inputValue(), next, 'it outlives a reload');
    await page.getByRole('button', { name: 'I have stored the secret' }).click();
    await row('Unlucky App').waitFor();
    await list();
    check.equal((await api(page, 'OAuth2.getNewSecret', { clientId: client.client_id })).secret, null);
});

await test('saving with less, and deleting, say how many authorizations end before the password', async () => {
    const made = await make({
        name: 'Shrinking App', grantTypes: ['client_credentials', 'authorization_code'], scope: 'matomo:read',
    });
    await ownToken(made);
    const ends = /Authorizations of the client itself \(Client Credentials\) that end: 1\./;
    await form(page, `#?view=edit&clientId=${made.client.client_id}`);
    await page.locator('.oauth2-form button[type=submit]').click();
    await page.locator('.confirm-password-modal.open').waitFor();
    check.doesNotMatch(await page.getByRole('dialog').innerText(), ends, 'nothing ends without a change');
    await cancel();
    await page.locator('label', { has: page.locator('#oauth2GrantTypesclient_credentials') }).click();
    await page.locator('.oauth2-form button[type=submit]').click();
    await page.locator('.confirm-password-modal.open').waitFor();
    check.match(await page.getByRole('dialog').innerText(), ends);
    await picture(page, 'admin-less', { fullPage: false });
    await cancel();
    await list();
    await row('Shrinking App').getByRole('button', { name: 'Delete Shrinking App' }).click();
    await page.locator('.confirm-password-modal.open').waitFor();
    check.match(await page.getByRole('dialog').innerText(), ends);
    await cancel();
});

await test('the user whom a client acts as, and its owner, are changed apart from each other', async () => {
    const { client } = await make({ name: 'Adopted App', grantTypes: ['client_credentials'], redirectUris: '', actsAs: 'viewer' });
    await form(page, `#?view=edit&clientId=${client.client_id}`);
    check.equal(await page.getByLabel('Acts as', { exact: true }).inputValue(), 'viewer');
    await page.getByLabel('Acts as', { exact: true }).fill('no such user');
    await page.locator('.oauth2-form button[type=submit]').click();
    await page.locator('#oauth2-error-actsAs').waitFor();
    check.equal(await focused(), '');
    check.equal(await page.evaluate(() => document.activeElement?.id), 'oauth2ActsAs');
    await page.getByLabel('Acts as', { exact: true }).fill('writer');
    await page.locator('.oauth2-form button[type=submit]').click();
    await confirm(page);
    check.match(await notified(), /has been saved/);
    await clientPage(client.client_id);
    check.match(await page.locator('.oauth2-facts').innerText(), /Acts as\s+writer/);
    await page.getByRole('button', { name: 'Transfer ownership' }).click();
    await page.getByLabel('Login of the new owner').fill('viewer');
    check.deepEqual(await violations(page, '.oauth2-choice'), []);
    check.match(await page.getByRole('dialog').innerText(), /No authorization ends\./);
    await confirm(page);
    check.match(await notified(), /must be a super user/);
    await page.getByRole('button', { name: 'Transfer ownership' }).click();
    await page.getByLabel('Login of the new owner').fill('admin');
    await confirm(page);
    check.equal(await notified(), '“Adopted App” now belongs to admin.');
    const saved = await api(page, 'OAuth2.getClient', { clientId: client.client_id });
    check.deepEqual([saved.owner_login, saved.acts_as], ['admin', 'writer']);
});

await test('leaving a half-edited form asks', async () => {
    const asked = [];
    let leave = false;
    const answer = async (question) => {
        asked.push(question.message());
        await (leave ? question.accept() : question.dismiss());
    };
    const askedTimes = async (times) => {
        for (let waits = 0; waits < 100 && asked.length < times; waits++) {
            await page.waitForTimeout(100);
        }
        check.deepEqual(asked, new Array(times).fill('Leave without saving your changes?'));
    };
    await form();
    page.on('dialog', answer);
    try {
        await page.getByRole('link', { name: 'Cancel' }).click();
        await page.locator('.oauth2-create').waitFor();
        check.deepEqual(asked, [], 'an untouched form asks nothing');
        await page.locator('.oauth2-create').click();
        await page.getByLabel('Name').fill('Half an App');
        // Matomo's fields report a change only after a while.
        await page.waitForTimeout(1000);
        await page.getByRole('link', { name: 'Cancel' }).click();
        await askedTimes(1);
        check.equal(await page.getByLabel('Name').inputValue(), 'Half an App');
        check.match(page.url(), /view=create/);
        await page.evaluate(() => history.back());
        await askedTimes(2);
        check.equal(await page.getByLabel('Name').inputValue(), 'Half an App');
        leave = true;
        await page.getByRole('link', { name: 'Cancel' }).click();
        await page.locator('.oauth2-create').waitFor();
        await askedTimes(3);
    } finally {
        page.off('dialog', answer);
    }
});

await test('the form warns before a client becomes public; a client that becomes confidential gets a secret', async () => {
    const { client } = await make({ name: 'Turning App' });
    await form(page, `#?view=edit&clientId=${client.client_id}`);
    await page.getByText('Public', { exact: false }).first().click();
    check.ok(await page.getByText('The client loses its secret').isVisible());
    await page.locator('.oauth2-form button[type=submit]').click();
    await confirm(page);
    check.match(await notified(), /has been saved/);
    await form(page, `#?view=edit&clientId=${client.client_id}`);
    await page.getByText('Confidential', { exact: false }).first().click();
    check.ok(await page.getByText('The client gets a secret').isVisible());
    await page.locator('.oauth2-form button[type=submit]').click();
    await confirm(page);
    check.match(await page.getByLabel('Client secret', { exact: true }).inputValue(), /^[0-9a-f]{64}$/);
});

await test('the page of a client shows what it is, its secrets and authorizations, and what happened to it', async () => {
    const made = await make({ name: 'Visible & &lt;App&gt;', grantTypes: ['client_credentials'], redirectUris: '', actsAs: 'viewer' });
    const id = made.client.client_id;
    await ownToken(made);
    await list();
    await row('Visible').getByRole('link', { name: 'Visible & &lt;App&gt;', exact: true }).press('Enter');
    await page.getByRole('heading', { name: 'Visible & &lt;App&gt;', exact: true }).waitFor();
    check.equal(await page.evaluate(() => document.activeElement?.tagName), 'H2');
    check.ok(page.url().endsWith(`#?view=client&clientId=${id}`));
    check.equal(await page.getByLabel('Client ID', { exact: true }).inputValue(), id);
    const facts = await page.locator('.oauth2-facts').innerText();
    for (const fact of [/Client type\s+Confidential/, /Owner\s+admin/, /Acts as\s+viewer/, /Grant types\s+Client Credentials/, /Scopes\s+matomo:read/, /Status\s+Active/]) {
        check.match(facts, fact);
    }
    check.ok(await page.getByText(`••••••••••••${made.secret.slice(-4)}`).isVisible(), 'the secret is masked');
    check.equal((await page.content()).includes(made.secret), false);
    check.doesNotMatch(facts, /Last used\s+Never/);
    const block = (heading) => page.locator('.card').filter({ has: page.getByRole('heading', { name: heading, exact: true }) });
    await block('Log').getByText('Access allowed').waitFor();
    check.match(await block('Log').locator('tbody tr').first().innerText(), /Access allowed\s+User: viewer\s+Scope: matomo:read/);
    check.match(await block('Log').locator('tbody tr').last().innerText(), /Client created[^]*Owner: admin[^]*admin$/);
    check.match(await block('Authorizations').innerText(), /viewer/);
    for (const [name, size] of [['1280', DESKTOP], ['390', PHONE]]) {
        await page.setViewportSize(size);
        check.deepEqual(await violations(page), []);
        check.deepEqual(await overflow(page), []);
        check.deepEqual(await cut(page), []);
        await picture(page, `admin-client-${name}`);
    }
    await page.setViewportSize(DESKTOP);

    const asked = page.waitForEvent('dialog').then(async (dialog) => {
        await dialog.accept();
        return dialog.message();
    });
    await page.getByRole('button', { name: 'Pause', exact: true }).press('Enter');
    check.match(await asked, /Authorizations whose tokens are refused until then: 1, of them the client’s own: 1\./);
    check.match(await notified(), /has been paused/);
    check.match(await page.locator('.oauth2-facts').innerText(), /Status\s+Paused/);
    check.match(await block('Log').locator('tbody tr').first().innerText(), /Client paused/, 'the log is up to date');
    await page.getByRole('button', { name: 'Resume', exact: true }).press('Enter');
    check.match(await question(), /Authorizations that work again: 1, of them the client’s own: 1\./);
    await page.getByRole('button', { name: 'Resume', exact: true }).press('Enter');
    await confirm(page);
    check.match(await notified(), /works again/);
    await page.getByRole('button', { name: /^Revoke the access/ }).press('Enter');
    check.match(await question(), /Authorizations of the client itself \(Client Credentials\) that end: 1\./);
    await page.getByRole('button', { name: /^Revoke the access/ }).press('Enter');
    await confirm(page);
    check.equal(await notified(), 'The authorization has been revoked.');
    await block('Log').getByText('Access revoked').waitFor();
    check.match(await block('Log').locator('tbody tr').first().innerText(), /Revoked by an administrator/);
    await page.getByRole('link', { name: 'Edit', exact: true }).press('Enter');
    await page.locator('.oauth2-form').waitFor();
    check.equal(await page.getByRole('button', { name: 'Rotate the secret' }).count(), 0, 'the form is about the form only');
    await page.goBack();
    await page.locator('.oauth2-facts').waitFor();
    await page.reload();
    await page.locator('.oauth2-facts').waitFor();
    await page.getByRole('button', { name: 'Delete', exact: true }).press('Enter');
    await confirm(page);
    check.match(await notified(), /has been deleted/);
    await page.locator('.oauth2-create').waitFor();
    check.equal(await row('Visible').count(), 0);
});

await test('the log of a client shows its newest events first, and all on request', async () => {
    const { client } = await make({ name: 'Busy App' });
    for (let times = 0; times < 12; times++) {
        for (const active of ['0', '1']) {
            await api(page, 'OAuth2.setClientActive', { clientId: client.client_id, active, passwordConfirmation: users.admin });
        }
    }
    await clientPage(client.client_id);
    const events = page.locator('.card').filter({ has: page.getByRole('heading', { name: 'Log', exact: true }) });
    await events.locator('tbody tr').nth(19).waitFor();
    check.equal(await events.locator('tbody tr').count(), 20);
    check.match(await events.locator('tbody tr').first().innerText(), /Client resumed/);
    await events.getByRole('button', { name: 'Show all 25 events' }).press('Enter');
    await events.locator('tbody tr').nth(24).waitFor();
    check.match(await events.locator('tbody tr').last().innerText(), /Client created/);
    check.equal(await focused(), 'Log');
    const { client: fresh } = await make({ name: 'Public App', type: 'public' });
    await clientPage(fresh.client_id);
    check.equal(await page.getByRole('button', { name: 'Rotate the secret' }).count(), 0, 'a public client has no secret');
    check.match(await page.locator('.oauth2-facts').innerText(), /Last used\s+Never/);
    check.match(await page.locator('.oauth2-facts').innerText(), /Redirect URIs\s+https:\/\/app\.example\/callback/);
});

await test('pause, resume and delete ask for confirmation and report the result', async () => {
    await make({ name: 'Paused App' });
    await list();
    check.match(await row('Paused App').innerText(), /Active/);
    await pause('Paused App', { answer: 'dismiss' });
    check.equal(await focused(), 'Pause Paused App');
    check.match(await row('Paused App').innerText(), /Active/, 'after cancelling, the client is unchanged');
    await pause('Paused App');
    check.equal(await notified(), 'The client “Paused App” has been paused.');
    check.match(await row('Paused App').innerText(), /Paused/);
    await row('Paused App').getByRole('button', { name: 'Resume Paused App' }).click();
    await confirm(page);
    check.equal(await notified(), 'The client “Paused App” works again.');
    await row('Paused App').getByRole('button', { name: 'Delete Paused App' }).click();
    await confirm(page);
    check.equal(await notified(), 'The client “Paused App” has been deleted.');
    check.equal(await row('Paused App').count(), 0);
});

await test('after cancelling, the focus returns to the button; no dialog keeps text typed into another', async () => {
    const { client } = await make({ name: 'Hesitant App' });
    const edit = () => form(page, `#?view=edit&clientId=${client.client_id}`);
    for (const [button, show] of [['Rotate the secret', () => clientPage(client.client_id)], ['Save', edit]]) {
        await show();
        await page.getByRole('button', { name: button }).press('Enter');
        const dialog = page.getByRole('dialog');
        await dialog.waitFor();
        check.match(await dialog.getAttribute('aria-label'), /Hesitant App/);
        const field = dialog.locator('#currentUserPassword');
        check.equal(await field.inputValue(), '');
        await field.fill('half a passw');
        await page.waitForTimeout(300);
        await cancel();
        check.equal(await focused(), button);
    }
    await page.getByRole('button', { name: 'Save' }).press('Enter');
    await confirm(page, 'not the password');
    await page.locator('.confirm-password-modal.open .alert').waitFor();
    await cancel();
    check.equal(await focused(), 'Save', 'the focus returns after a wrong password, too');
    for (const [button, view] of [['Rotate keys now', () => tab('keys', 'Signing keys')], ['Delete Hesitant App', list]]) {
        await view();
        await page.getByRole('button', { name: button }).press('Enter');
        await page.locator('.confirm-password-modal.open').waitFor();
        await cancel();
        check.equal(await focused(), button);
    }
});

await test('a double click runs an action once', async () => {
    const { client } = await make({ name: 'Hasty App' });
    const calls = [];
    page.on('request', (request) => calls.push(new URL(request.url()).searchParams.get('method')));
    const count = (method) => calls.filter((called) => called === method).length;
    await clientPage(client.client_id);
    await page.route('**/*method=OAuth2.rotateSecret*', async (route) => {
        await new Promise((later) => { setTimeout(later, 4000); });
        await route.continue();
    });
    await page.getByRole('button', { name: 'Rotate the secret' }).dblclick();
    await confirm(page);
    await page.waitForTimeout(700);
    await page.getByRole('button', { name: 'Rotate the secret' }).click({ force: true });
    await page.getByRole('button', { name: 'Transfer ownership' }).click({ force: true });
    await page.waitForTimeout(700);
    check.equal(await page.locator('.confirm-password-modal.open').count(), 0, 'no second dialog opens while the secret is rotated');
    await page.getByLabel('Client secret', { exact: true }).waitFor();
    check.equal(count('OAuth2.rotateSecret'), 1);
    await page.unrouteAll({ behavior: 'wait' });
    await list();
    await row('Hasty App').getByRole('button', { name: 'Delete Hasty App' }).dblclick();
    await confirm(page);
    check.equal(await notified(), 'The client “Hasty App” has been deleted.');
    check.equal(await page.locator('.confirm-password-modal.open').count(), 0);
    check.equal(count('OAuth2.deleteClient'), 1);
    page.removeAllListeners('request');
});

await test('if somebody else changed the client first, the screen says so and shows the current state', async () => {
    const { client } = await make({ name: 'Contested App' });
    await list();
    await api(page, 'OAuth2.deleteClient', { clientId: client.client_id, passwordConfirmation: users.admin });
    await pause('Contested App');
    check.match(await notified(), /There is no such client/);
    await row('Contested App').waitFor({ state: 'detached' });
});

await test('a successful change is reported even if the list cannot be loaded afterwards', async () => {
    await make({ name: 'Lonely App' });
    await list();
    await page.route('**/*method=OAuth2.getClientPage*', (route) => route.abort());
    await pause('Lonely App');
    check.equal(await notified(), 'The client “Lonely App” has been paused.');
    await page.getByText('Matomo did not answer as expected.').waitFor();
    await page.unrouteAll({ behavior: 'wait' });
    await page.getByRole('button', { name: 'Try again' }).press('Enter');
    await row('Lonely App').waitFor();
    check.equal(await focused(), 'OAuth 2.0 clients', 'the heading gets the focus of the button that has gone');
});

await test('when the session has ended, the screen says so; a retry leads through the login back to it', async () => {
    await make({ name: 'Sleepy App' });
    const { context, page: mine } = await open({ login: 'admin' });
    await list(mine);
    // A pending response would set the session's cookie again.
    await mine.waitForLoadState('networkidle');
    const cookies = await context.cookies();
    await context.clearCookies();
    await pause('Sleepy App', { of: mine });
    check.match(await notified(mine), /Your session has expired/);
    await mine.locator('.oauth2 .alert').getByText('Your session has expired').waitFor();
    check.equal((await api(page, 'OAuth2.getClients')).find(({ name }) => name === 'Sleepy App').active, true);
    await picture(mine, 'admin-session-ended', { fullPage: false });
    await mine.getByRole('button', { name: 'Try again' }).click();
    await mine.locator('#login_form_login').waitFor();
    // This test does not repeat Matomo's own login.
    await context.addCookies(cookies);
    await mine.reload();
    await row('Sleepy App', mine).waitFor();
    await context.close();
});

await test('HTML in names, descriptions and addresses is text on every screen', async () => {
    const { client } = await make({
        name: HTML,
        description: `${HTML} described`,
        redirectUris: 'https://app.example/cb?x=%3Cimg%20src=x%20onerror=alert(1)%3E',
    });
    await list();
    check.ok(await row('described').getByText(HTML, { exact: true }).isVisible());
    check.equal(await injected(page), false);
    const asked = page.waitForEvent('dialog').then(async (question) => {
        await question.accept();
        return question.message();
    });
    await row('described').locator('button.table-action').first().click();
    check.ok((await asked).includes(HTML), 'the question about pausing shows it as text');
    check.ok((await notified()).includes(HTML));
    await row('described').locator('button.table-action').first().click();
    await page.locator('.confirm-password-modal.open').waitFor();
    check.ok(await page.locator('.confirm-password-modal.open h2').getByText(HTML).isVisible());
    await confirm(page);
    check.ok((await notified()).includes(HTML), 'the notification shows it as text, too');
    check.equal(await injected(page), false);
    await form(page, `#?view=edit&clientId=${client.client_id}`);
    check.equal(await page.getByLabel('Name').inputValue(), HTML);
    check.equal(await injected(page), false);
    await page.goto(adminUrl(`#?view=authorizations&clientId=${client.client_id}`));
    await page.getByRole('heading', { name: HTML, exact: true }).waitFor();
    await page.locator('.oauth2-about').getByText(`${HTML} described`, { exact: true }).waitFor();
    check.equal(await injected(page), false);
    for (const address of [HTML, `${client.client_id}"><img src=x onerror="window.injected=1">`]) {
        await page.goto('about:blank');
        await page.goto(adminUrl(`#?view=edit&clientId=${encodeURIComponent(address)}`));
        await page.locator('.oauth2 .alert-danger').waitFor();
        check.match(await page.locator('.oauth2 .alert-danger').innerText(), /There is no such client/);
        check.equal(await injected(page), false);
    }
});

await test('warnings appear at their client', async () => {
    const { client } = await make({ name: 'Old App' });
    await page.route('**/*method=OAuth2.getClientPage*', async (route) => {
        const answer = await (await route.fetch()).json();
        const old = (one) => (one.client_id === client.client_id ? {
            ...one,
            require_pkce: false,
            warnings: [
                { code: 'redirect_uri', detail: `http://old.example/${HTML}` },
                { code: 'no_pkce', detail: '' },
                { code: 'no_owner', detail: HTML },
            ],
        } : one);
        await route.fulfill({ json: { ...answer, clients: answer.clients.map(old) } });
    });
    await list();
    const warnings = await row('Old App').locator('.oauth2-warnings li').allInnerTexts();
    await page.unrouteAll({ behavior: 'wait' });
    if (warnings.length === 0) {
        throw new Error('the route did not match');
    }
    check.match(warnings.join('\n'), /rules refuse this redirect URI[^\n]*http:\/\/old\.example/);
    check.match(warnings.join('\n'), /may omit PKCE/);
    check.match(warnings.join('\n'), /has no owner/);
    check.equal(await injected(page), false);
});

await test('clients are searched, filtered, sorted and turned over by the server; the address keeps it', async () => {
    for (const { client_id: clientId } of await api(page, 'OAuth2.getClients')) {
        await api(page, 'OAuth2.deleteClient', { clientId, passwordConfirmation: users.admin });
    }
    for (let number = 1; number <= 23; number++) {
        await make({ name: `App ${String(number).padStart(2, '0')}`, type: number % 4 === 0 ? 'public' : 'confidential' });
    }
    // Times of changes are whole seconds.
    await page.waitForTimeout(1100);
    await make({ name: 'Wetterbericht', description: 'ÄRGERLICH & <b>', clientId: 'weather' });
    await api(page, 'OAuth2.setClientActive', { clientId: 'weather', active: '0' });
    const names = () => page.locator('.oauth2-table tbody .oauth2-name').allInnerTexts();
    const shows = async (range, first = '') => {
        await page.locator('.oauth2-pager').getByText(range, { exact: true }).waitFor();
        await page.waitForFunction((name) => document.querySelector('.oauth2-table .oauth2-name')?.textContent.startsWith(name), first);
        return names();
    };
    await list();
    check.equal((await shows('1–20 of 24')).length, 20);
    check.equal((await names())[0], 'Wetterbericht', 'the last changed one comes first');
    await page.getByLabel('Sort by').selectOption({ label: 'Name' });
    check.deepEqual((await shows('1–20 of 24', 'App 01')).slice(0, 2), ['App 01', 'App 02']);
    check.ok((await page.locator('.oauth2-create').boundingBox()).y < (await page.locator('.oauth2-table').boundingBox()).y);
    await page.getByRole('button', { name: 'Next' }).press('Enter');
    check.deepEqual(await shows('21–24 of 24', 'App 21'), ['App 21', 'App 22', 'App 23', 'Wetterbericht']);
    check.equal(await focused(), 'Next', 'the focus stays');
    await page.getByRole('button', { name: 'Next' }).press('Enter');
    check.ok(page.url().endsWith('#?view=clients&sort=name&page=2'), page.url());
    await page.reload();
    await shows('21–24 of 24', 'App 21');
    await page.getByRole('link', { name: 'App 22', exact: true }).click();
    await page.getByRole('button', { name: 'Transfer ownership' }).waitFor();
    await page.locator('.oauth2-back').click();
    await shows('21–24 of 24', 'App 21');
    await page.getByLabel('Sort by').selectOption({ label: 'Unused for longest' });
    await shows('1–20 of 24');
    check.ok(page.url().endsWith('#?view=clients&sort=unused'), 'another order begins with the first page');
    await page.getByLabel('Sort by').selectOption({ label: 'Name' });
    await page.getByRole('searchbox', { name: 'Search' }).focus();
    await page.keyboard.type('ärger WETTER');
    check.deepEqual(await shows('1–1 of 1', 'Wetterbericht'), ['Wetterbericht']);
    check.equal(await page.getByRole('searchbox', { name: 'Search' }).evaluate((field) => field === document.activeElement), true);
    await page.getByLabel('Status').selectOption({ label: 'Active' });
    await page.getByText('No client matches the search and the filters.').waitFor();
    await picture(page, 'admin-no-matches', { fullPage: false });
    check.deepEqual(await violations(page), []);
    await page.reload();
    await page.getByText('No client matches the search and the filters.').waitFor();
    check.equal(await page.getByRole('searchbox', { name: 'Search' }).inputValue(), 'ärger WETTER');
    await page.getByRole('link', { name: 'Show all clients' }).press('Enter');
    await shows('1–20 of 24');
    check.equal(await page.getByRole('searchbox', { name: 'Search' }).inputValue(), '');
    await page.getByLabel('Client type').selectOption({ label: 'Public' });
    check.deepEqual((await shows('1–5 of 5')).sort(), ['App 04', 'App 08', 'App 12', 'App 16', 'App 20']);
    await page.getByLabel('Client type').selectOption({ label: 'All' });
    await page.getByLabel('Status').selectOption({ label: 'Paused' });
    check.deepEqual(await shows('1–1 of 1', 'Wetterbericht'), ['Wetterbericht']);
    for (const hash of ['#?view=clients&page=99', '#?view=clients&page=0&sort=x&status=y&type=z', '#?view=clients&page=-1']) {
        await page.goto('about:blank');
        await page.goto(adminUrl(hash));
        await shows(hash.includes('99') ? '21–24 of 24' : '1–20 of 24');
    }
    await page.getByRole('searchbox', { name: 'Search' }).fill(HTML);
    await page.getByText('No client matches').waitFor();
    check.equal(await injected(page), false);
});

await test('an answer that arrives late does not replace the list that was asked for afterwards', async () => {
    await list();
    let delayed = false;
    await page.route('**/*method=OAuth2.getClientPage*', async (route) => {
        if (!delayed) {
            delayed = true;
            await new Promise((later) => { setTimeout(later, 1500); });
        }
        await route.continue();
    });
    await page.getByLabel('Status').selectOption({ label: 'Paused' });
    await page.waitForTimeout(200);
    await page.getByLabel('Status').selectOption({ label: 'Active' });
    await page.locator('.oauth2-pager').getByText('1–20 of 23').waitFor();
    await page.waitForTimeout(2000);
    check.ok(await page.locator('.oauth2-pager').getByText('1–20 of 23').isVisible());
    await page.unrouteAll({ behavior: 'wait' });
});

await test('the endpoints can be copied, and the check calls them as an app would', async () => {
    await tab('endpoints', 'Endpoints');
    // This server has the clean routes, so each endpoint is shown with its clean route; the other addresses are folded.
    const token = page.getByRole('textbox', { name: 'Token endpoint' });
    check.equal(await token.inputValue(), `${matomo}/oauth2/token`);
    check.equal(await page.getByLabel('Authorization endpoint').first().inputValue(), `${matomo}/oauth2/authorize`);
    check.equal(await page.getByLabel('Revocation endpoint').first().inputValue(), `${matomo}/oauth2/revoke`);
    check.equal(await page.getByLabel('Server metadata').first().inputValue(), `${matomo}/.well-known/oauth-authorization-server`);
    check.equal(await page.getByRole('textbox', { name: 'Introspection endpoint' }).count(), 1);
    await page.getByText('Addresses below index.php').press('Enter');
    check.equal(await token.nth(1).inputValue(), `${matomo}/index.php?module=OAuth2&action=token`);
    check.equal(await page.getByRole('textbox', { name: 'Introspection endpoint' }).count(), 2);
    await page.getByText('Addresses below index.php').press('Enter');
    await page.getByRole('button', { name: 'Copy: Token endpoint' }).first().click();
    check.equal(await page.evaluate(() => navigator.clipboard.readText()), await token.first().inputValue());
    for (const name of ['Issuer', 'Authorization endpoint', 'Revocation endpoint', 'Introspection endpoint', 'Public keys', 'Server metadata', 'Resource metadata']) {
        check.ok(await page.getByLabel(name).first().isVisible(), name);
    }
    await page.getByRole('button', { name: 'Check now' }).press('Enter');
    await page.locator('.oauth2-checks li').nth(4).waitFor();
    check.equal(await focused(), 'Check now');
    check.equal(await page.locator('.oauth2-checks li').count(), 5);
    check.deepEqual(
        (await page.locator('.oauth2-checks li').allInnerTexts()).filter((text) => !/: works/.test(text)),
        [],
        'this server uses nginx.conf of server-config',
    );
    for (const pattern of ['**/oauth2/token', '**/.well-known/oauth-authorization-server*']) {
        await page.route(pattern, (route) => route.fulfill({ status: 404, body: 'Not found' }));
    }
    await page.getByRole('button', { name: 'Check now' }).click();
    await page.locator('.oauth2-checks li').filter({ hasText: 'does not work' }).nth(1).waitFor();
    check.equal(await page.locator('.oauth2-checks li').filter({ hasText: 'does not work' }).count(), 2);
    await page.unrouteAll({ behavior: 'wait' });
});

await test('where the clean routes do not work, the addresses below index.php come first', async () => {
    await page.route('**/oauth2/authorize', (route) => route.fulfill({ status: 404, body: 'Not found' }));
    await tab('endpoints', 'Endpoints');
    check.equal(await page.getByLabel('Token endpoint').first().inputValue(), `${matomo}/index.php?module=OAuth2&action=token`);
    check.equal(
        await page.getByLabel('Server metadata').first().inputValue(),
        `${matomo}/.well-known/oauth-authorization-server`,
        'a document whose clean route works has it all the same',
    );
    await page.unrouteAll({ behavior: 'wait' });
});

await test('signing keys: the screen shows the current and the next key, and explains the wait before a rotation', async () => {
    await tab('keys', 'Signing keys');
    const block = page.locator('.card').filter({ has: page.getByRole('heading', { name: 'Signing keys' }) });
    await block.getByText('Signs').first().waitFor();
    check.match(await block.innerText(), /Next/);
    const before = await api(page, 'OAuth2.getKeys');
    await block.getByRole('button', { name: 'Rotate keys now' }).click();
    check.match(await question(), /Calls of apps continue to work\.\s+No token ends\./);
    await block.getByRole('button', { name: 'Rotate keys now' }).click();
    await confirm(page);
    const first = await notified();
    const rotated = await api(page, 'OAuth2.getKeys');
    if (/signs from now on/.test(first)) {
        check.equal(rotated.length, before.length + 1);
        await block.getByText('Retired').first().waitFor();
        await block.getByRole('button', { name: 'Rotate keys now' }).click();
        await confirm(page);
        check.match(await notified(), /were not rotated.* \d+ minutes?\./);
    } else {
        check.match(first, /were not rotated.* (\d+ minutes?|1 hour)\./);
        check.deepEqual(rotated, before);
    }
    check.ok(await block.getByText('If somebody else may have a key, withdraw it.').isVisible());
    const keys = Object.fromEntries((await api(page, 'OAuth2.getKeys')).map((key) => [key.state, key.kid]));
    check.match(await block.innerText(), /Published in advance, so that apps know it before it signs\./);
    await ownToken(await make({ name: 'Signed App', grantTypes: ['client_credentials'], redirectUris: '' }));
    const { own } = await api(page, 'OAuth2.getKeyEffects', { kid: keys.current });
    check.ok(own > 0);
    await block.getByRole('button', { name: `Withdraw the signing key ${keys.next}` }).click();
    check.match(await question(), /has not signed yet, so no token ends/);
    await block.getByRole('button', { name: `Withdraw the signing key ${keys.current}` }).click();
    check.match(await question(), new RegExp(`may need a new access token: \\d+, of them those of the clients themselves: ${own}\\.`));
    await block.getByRole('button', { name: `Withdraw the signing key ${keys.current}` }).click();
    await confirm(page);
    check.match(await notified(), /The key has been withdrawn/);
    const left = await api(page, 'OAuth2.getKeys');
    check.ok(!left.some((key) => key.kid === keys.current));
    check.equal(left.find((key) => key.state === 'current').kid, keys.next);
    await block.getByText(keys.current).waitFor({ state: 'detached' });
});

/** The field of a time in the settings, and its unit. */
const lifetime = (title) => ({
    amount: page.getByRole('textbox', { name: title, exact: true }),
    unit: page.getByRole('combobox', { name: `Unit of “${title}”` }),
});

const saveSettings = () => page.locator('.oauth2-settings button[type=submit]').click();

async function ownSettings() {
    const plugins = await api(page, 'CorePluginsAdmin.getSystemSettings');
    const own = plugins.find((plugin) => plugin.pluginName === 'OAuth2').settings;
    return Object.fromEntries(own.map((setting) => [setting.name, setting.value]));
}

await test('settings: times have units and ranges; an error appears at its field before the password', async () => {
    await settingsPage();
    const { amount, unit } = lifetime('Access token lifetime');
    check.deepEqual([await amount.inputValue(), await unit.inputValue()], ['1', '3600'], '3600 seconds are shown as one hour');
    check.deepEqual(await unit.locator('option').allInnerTexts(), ['seconds', 'minutes', 'hours', 'days']);
    check.deepEqual(await lifetime('Authorization code lifetime').unit.locator('option').allInnerTexts(), ['seconds', 'minutes']);
    check.deepEqual(await lifetime('Rotate the signing key after').unit.locator('option').allInnerTexts(), ['days']);
    const settings = page.locator('.oauth2-settings');
    check.match(await settings.innerText(), /From 1 minute to 1 day\./);
    check.match(await settings.innerText(), /From 0 seconds to 5 minutes\./);
    check.deepEqual(
        await settings.locator('legend').allInnerTexts(),
        ['Lifetimes', 'What clients may do', 'Assistants', 'Signing keys', 'Addresses'],
    );
    for (const wrong of ['0', '', '2 h', '-1', '25', '0.01', '1e9']) {
        await amount.fill(wrong);
        await Promise.all([
            page.waitForResponse((response) => response.url().includes('OAuth2.getSettingsPreview')),
            saveSettings(),
        ]);
        await page.locator('#oauth2-error-accessTokenTtl').waitFor();
        await page.waitForFunction(() => document.activeElement?.tagName === 'INPUT');
        check.equal((await page.locator('#oauth2-error-accessTokenTtl').innerText()).trim(), 'Enter a time from 1 minute to 1 day.', wrong);
        check.equal(await page.evaluate(() => document.activeElement.id), 'accessTokenTtl');
        check.equal(await page.locator('.confirm-password-modal.open').count(), 0, 'no password is asked for');
    }
    check.match(await amount.getAttribute('aria-describedby'), /oauth2-error-accessTokenTtl/);
    check.deepEqual(await violations(page, '.oauth2-settings'), []);
    await amount.fill('1,5');
    await saveSettings();
    check.match(await question(), /Access token lifetime: 1 hour → 90 minutes[^]*No authorization ends\./);
    await amount.fill('2');
    await saveSettings();
    await confirm(page);
    check.equal(await notified(), 'The settings have been saved.');
    check.equal(Number((await ownSettings()).accessTokenTtl), 7200, 'the API has seconds');
    await settingsPage();
    check.deepEqual([await amount.inputValue(), await unit.inputValue()], ['2', '3600']);
    await amount.fill('60');
    await unit.selectOption({ label: 'minutes' });
    await saveSettings();
    await confirm(page);
    check.equal(await notified(), 'The settings have been saved.');
    check.equal(Number((await ownSettings()).accessTokenTtl), 3600);
    await saveSettings();
    check.equal(await notified(), 'You have not changed anything.');
});

await test('settings: by keyboard, a time and its unit', async () => {
    await settingsPage();
    const { amount } = lifetime('Grace period of refresh tokens');
    await amount.focus();
    await page.keyboard.press('Control+A');
    await page.keyboard.type('1');
    await page.keyboard.press('Tab');
    check.equal(await focused(), 'Unit of “Grace period of refresh tokens”');
    await page.keyboard.press('m');
    await page.keyboard.press('Enter').catch(() => {});
    await amount.press('Enter');
    check.match(await question(), /Grace period of refresh tokens: 30 seconds → 1 minute/);
});

await test('settings: every choice is in words, on the screen and in the dialog', async () => {
    await settingsPage();
    const raw = await page.locator('.oauth2-settings input[type=radio]').evaluateAll((choices) => choices
        .filter((choice) => choice.closest('label').innerText.trim() === choice.value)
        .map((choice) => choice.value));
    check.deepEqual(raw, ['RS256', 'PS256', 'ES256', 'EdDSA'], 'the names of algorithms are the only ones');
    check.doesNotMatch(await page.locator('.oauth2-settings').innerText(), /\b(known|approval|any|off):/, 'no help explains stored words');
    await page.locator('.oauth2-settings label').filter({ hasText: 'Known assistants, and apps that the hosts below describe' }).click();
    await page.locator('.oauth2-settings label').filter({ hasText: /^\s*Read and write\s*$/ }).click();
    await page.getByLabel('Hosts of assistants', { exact: true }).last().fill('app.example');
    await page.waitForTimeout(300);
    await saveSettings();
    const asked = await question();
    check.ok(asked.includes('Assistants that connect by themselves: No app → Known assistants, and apps that the hosts below describe'), asked);
    check.ok(asked.includes('Hosts of assistants: none → app.example'), asked);
    check.ok(asked.includes('Highest scope of assistants: Read → Read and write'), asked);
});

await test('settings: the dialog says with numbers what ends', async () => {
    const made = await make({ name: 'Configured App', grantTypes: ['client_credentials'], redirectUris: '' });
    await ownToken(made);
    const clients = await api(page, 'OAuth2.getClients');
    const { effects } = await api(page, 'OAuth2.getSettingsPreview', { 'values[issuer]': 'https://elsewhere.example' });
    check.ok(effects.own > 0);
    await settingsPage();
    await page.getByLabel('Issuer', { exact: true }).last().fill('https://elsewhere.example');
    await page.waitForTimeout(300);
    await saveSettings();
    const issuer = await question();
    check.match(issuer, new RegExp(`All tokens of all clients end\\. Clients that you must configure again: ${clients.length}\\.`));
    check.match(issuer, new RegExp(`Authorizations of the client itself \\(Client Credentials\\) that end: ${effects.own}\\.`));
    await settingsPage();
    await page.getByLabel('Issuer', { exact: true }).last().fill('elsewhere');
    await page.waitForTimeout(300);
    await saveSettings();
    await page.locator('#oauth2-error-issuer').waitFor();
    check.equal(await page.locator('.confirm-password-modal.open').count(), 0);
    await settingsPage();
    await page.locator('label', { has: page.locator('[id="defaultScopesmatomo:read"]') }).click();
    await saveSettings();
    const scope = await question();
    check.match(scope, /Allowed scopes: matomo:read, matomo:write, matomo:admin → matomo:write, matomo:admin/);
    check.match(scope, /Authorizations of the client itself \(Client Credentials\) that end: \d+\./);
    await settingsPage();
    for (const name of ['read', 'write', 'admin']) {
        await page.locator('label', { has: page.locator(`[id="defaultScopesmatomo:${name}"]`) }).click();
    }
    await saveSettings();
    await page.locator('#oauth2-error-defaultScopes').waitFor();
    check.match(await page.locator('#oauth2-error-defaultScopes').innerText(), /at least one/);
    check.equal(await page.locator('.confirm-password-modal.open').count(), 0);
    check.deepEqual((await ownSettings()).defaultScopes, ['matomo:read', 'matomo:write', 'matomo:admin'], 'nothing was saved');
    await settingsPage();
    await page.locator('label', { has: page.locator('#enableClientCredentials') }).click();
    await saveSettings();
    const own = clients.filter(({ grant_types: types }) => types.includes('client_credentials')).length;
    await page.locator('.confirm-password-modal.open').waitFor();
    check.ok((await page.getByRole('dialog').innerText()).includes(`Clients that get no more tokens with Client Credentials: ${own}.`));
    await picture(page, 'admin-settings-question', { fullPage: false });
    await confirm(page);
    check.equal(await notified(), 'The settings have been saved.');
    check.equal(Boolean((await ownSettings()).enableClientCredentials), false);
    await form();
    check.match(await page.locator('.oauth2-form').innerText(), /Switched off for all clients/);
    await settingsPage();
    await page.locator('label', { has: page.locator('#enableClientCredentials') }).click();
    await saveSettings();
    await confirm(page);
    check.equal(await notified(), 'The settings have been saved.');
});

await test('leaving the settings with an unsaved change asks', async () => {
    await tab('settings', 'Settings');
    const client = page.locator('label', { has: page.locator('#enableClientCredentials') });
    await client.click();
    const stay = page.waitForEvent('dialog').then((question) => question.dismiss());
    await page.locator('.oauth2-tabs').getByRole('link', { name: 'Keys' }).click();
    await stay;
    check.equal(await currentTab(), 'Settings');
    check.ok(page.url().endsWith('#?view=settings'));
    await client.click();
    await page.locator('.oauth2-tabs').getByRole('link', { name: 'Keys' }).click();
    await page.getByRole('heading', { name: 'Signing keys' }).waitFor();
});

await test('the screen shows that it loads; after a failure it offers a retry', async () => {
    let answers = 0;
    await page.route('**/*method=OAuth2.getClientPage*', async (route) => {
        answers++;
        if (answers === 1) {
            await new Promise((later) => { setTimeout(later, 4000); });
            await route.fulfill({ json: { result: 'error', message: 'The &lt;b&gt;database&lt;/b&gt; is away' } });
        } else if (answers === 2) {
            await route.abort();
        } else {
            await route.continue();
        }
    });
    await page.goto('about:blank');
    await page.goto(adminUrl());
    await page.locator('.oauth2 .card').first().locator('.loadingPiwik').waitFor();
    await page.getByText('The <b>database</b> is away').waitFor();
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('Matomo did not answer as expected.').waitFor();
    check.equal(await page.locator('.oauth2-pager').count(), 0);
    await page.getByRole('button', { name: 'Try again' }).click();
    await listed();
    check.equal(answers, 3);
    await page.unrouteAll({ behavior: 'wait' });
});

for (const [name, size] of [['1280', DESKTOP], ['390', PHONE]]) {
    await test(`at ${name} pixels nothing overflows and axe-core finds nothing`, async () => {
        await page.setViewportSize(size);
        await list();
        await picture(page, `admin-list-${name}`);
        check.deepEqual(await violations(page), []);
        check.deepEqual(await overflow(page), []);
        for (const [view, heading, content] of [
            ['keys', 'Signing keys', page.getByRole('button', { name: 'Rotate keys now' })],
            ['endpoints', 'Endpoints', page.getByRole('button', { name: 'Check now' })],
            ['settings', 'Settings', page.locator('.oauth2-settings')],
        ]) {
            await tab(view, heading);
            await content.waitFor();
            if (view === 'endpoints') {
                await page.locator('.oauth2-others summary').click();
            }
            check.deepEqual(await cut(page), [], 'no value is cut');
            await picture(page, `admin-${view}-${name}`);
            check.deepEqual(await violations(page), []);
            check.deepEqual(await overflow(page), []);
        }
        check.deepEqual(await covered(), [], 'no label overlaps the value of its field');
        await page.locator('.input-field > label.active').first().evaluate((label) => { label.textContent = 'Lifetime of something '.repeat(4); });
        check.deepEqual(await covered(), [], 'a long label does not overlap either');
        check.deepEqual(await overflow(page), []);
        await form();
        await page.waitForTimeout(400);
        await picture(page, `admin-create-${name}`);
        check.deepEqual(await violations(page), []);
        check.deepEqual(await overflow(page), []);
    });
}
await page.setViewportSize(DESKTOP);

await test('the browser logged no error', async () => {
    // The browser also logs the failures that tests cause on purpose, and Matomo's text areas that are measured
    // after they have been removed.
    const expected = /Failed to load resource|net::ERR_FAILED|textareaAutoResize/;
    check.deepEqual(errors.filter((text) => !expected.test(text)), []);
});

for (const { client_id: clientId } of await api(page, 'OAuth2.getClients')) {
    await api(page, 'OAuth2.deleteClient', { clientId, passwordConfirmation: users.admin });
}
await close();
done();
