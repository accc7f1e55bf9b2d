// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * Makes pictures of Matomo's screens for plugin/OAuth2/screenshots, which the documents and the Marketplace show. Those of a
 * connected assistant (Connect_an_assistant, Consent, Authorized_apps) need McpServer and are made by hand. See tools/pictures;
 * OAUTH2_SCREENSHOTS is the folder.
 */
import { createHash, randomBytes } from 'node:crypto';
import {
    DESKTOP, PHONE, adminUrl, api, appsUrl, callback, callbacks, close, matomo, open, picture, users,
} from '../plugin/OAuth2/tests/Browser/matomo.mjs';

const { page: admin } = await open({ login: 'admin' });
const password = users.admin;

/** Deletes all clients, and creates those that the pictures show. */
async function clients() {
    for (const { client_id: clientId } of await api(admin, 'OAuth2.getClients')) {
        await api(admin, 'OAuth2.deleteClient', { clientId, passwordConfirmation: password });
    }
    const web = { grantTypes: ['authorization_code', 'refresh_token'], scope: 'matomo:read', passwordConfirmation: password };
    const made = {};
    for (const [clientId, name, values] of [
        ['marketing_site', 'Marketing site', { redirectUris: 'https://www.example.org/matomo/callback', scope: 'matomo:read matomo:write' }],
        ['mobile_reports', 'Mobile reports', { type: 'public', redirectUris: 'org.example.reports:/callback' }],
        ['n8n', 'n8n', { redirectUris: 'https://n8n.example.org/rest/oauth2-credential/callback' }],
        ['grafana', 'Grafana', { grantTypes: ['client_credentials'], redirectUris: '' }],
        ['nightly_export', 'Nightly export', { grantTypes: ['client_credentials'], redirectUris: '', actsAs: 'viewer' }],
        ['analytics_app', 'Analytics App', {
            redirectUris: 'https://analytics.example.org/callback\nhttp://127.0.0.1/callback', description: 'Shows the visits of your websites on a big screen.',
            grantTypes: ['authorization_code', 'refresh_token', 'client_credentials'], scope: 'matomo:read matomo:write',
        }],
    ]) {
        made[clientId] = await api(admin, 'OAuth2.createClient', { ...web, name, clientId, ...values });
        await api(admin, 'OAuth2.confirmNewSecret', { clientId });
    }
    await api(admin, 'OAuth2.setClientActive', { clientId: 'mobile_reports', active: '0' });
    for (const clientId of ['nightly_export', 'grafana']) {
        await token(clientId, { grant_type: 'client_credentials', client_secret: made[clientId].secret });
    }
    return made;
}

async function token(clientId, form) {
    const answer = await fetch(`${matomo}/index.php?module=OAuth2&action=token`, {
        method: 'POST', body: new URLSearchParams({ client_id: clientId, ...form }),
    });
    return answer.json();
}

/** Lets a user allow a client. */
async function allow(login, { client, secret }, scope) {
    const verifier = randomBytes(32).toString('base64url');
    const { context, page } = await open({ login });
    await page.goto(`${matomo}/index.php?module=OAuth2&action=authorize&${new URLSearchParams({
        response_type: 'code', client_id: client.client_id, redirect_uri: callback, scope, state: 'state',
        code_challenge: createHash('sha256').update(verifier).digest('base64url'), code_challenge_method: 'S256',
    })}`);
    await page.getByRole('button', { name: 'Allow' }).waitFor();
    callbacks.length = 0;
    await page.getByRole('button', { name: 'Allow' }).click();
    await page.getByText('Back at the app').waitFor();
    const answer = await token(client.client_id, {
        grant_type: 'authorization_code', code: callbacks[0].query.code, redirect_uri: callback, code_verifier: verifier, client_secret: secret,
    });
    await fetch(`${matomo}/index.php?module=API&method=SitesManager.getSitesIdWithAtLeastViewAccess&format=json`, {
        headers: { Authorization: `Bearer ${answer.access_token}` },
    });
    await context.close();
}

/** Opens an address of the administrator's screen, and saves a picture of it. */
async function screen(name, hash, content, { size = DESKTOP, fullPage = true, before = async () => {} } = {}) {
    await admin.setViewportSize(size);
    await admin.goto('about:blank');
    await admin.goto(adminUrl(hash));
    await admin.locator(content).first().waitFor();
    await before();
    // Fields and tables take their heights with the fonts.
    await admin.waitForTimeout(500);
    await picture(admin, name, { fullPage });
}

const made = await clients();
await allow('writer', made.analytics_app, 'matomo:read matomo:write');
await allow('viewer', made.analytics_app, 'matomo:read');
await screen('Clients', '', '.oauth2-pager', { fullPage: false });
await screen('Clients_on_a_phone', '', '.oauth2-pager', { size: PHONE, fullPage: false });
await screen('Create_a_client', '#?view=create&template=web', '.oauth2-templates');
await screen('Page_of_a_client', '#?view=client&clientId=analytics_app', '.oauth2-facts');
await screen('Settings', '#?view=settings', '.oauth2-settings');
await screen('Endpoints', '#?view=endpoints', '.oauth2-copy-field');
await screen('First_request', '#?view=create&template=backend', '.oauth2-templates', {
    before: async () => {
        await admin.getByLabel('Name', { exact: true }).fill('Weekly report');
        await admin.waitForTimeout(200);
        await admin.locator('.oauth2-form button[type=submit]').click();
        await admin.waitForFunction(() => document.activeElement?.id === 'currentUserPassword');
        await admin.keyboard.type(password);
        await admin.waitForTimeout(300);
        await admin.keyboard.press('Enter');
        await admin.getByRole('button', { name: 'Test it now' }).click();
        await admin.locator('.oauth2-code').nth(1).waitFor();
        // A picture must not show a secret that worked.
        await admin.locator('#oauth2IssuedSecret').evaluate((field) => { field.value = 'shown once'; });
    },
});
const { page: phone } = await open({ login: 'writer', size: PHONE });
await phone.goto(appsUrl());
await phone.getByText('Analytics App').first().waitFor();
await phone.waitForTimeout(500);
await picture(phone, 'On_a_phone', { fullPage: false });
await close();
