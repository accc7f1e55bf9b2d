// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * How fast the screens are: the requests that each makes, and the time until a browser has painted it. See bench/matomo/screens.
 * node screens.mjs requests ROUNDS     prints JSON: median milliseconds by request
 * node screens.mjs paint ROUNDS        prints JSON: median milliseconds by page
 */
import { adminUrl, api, appsUrl, close, connectUrl, matomo, open, users } from '../../plugin/OAuth2/tests/Browser/matomo.mjs';

const [what, rounds] = [process.argv[2], Number(process.argv[3])];
const { page } = await open({ login: 'admin' });
await page.goto(adminUrl());
await page.locator('.oauth2').first().waitFor();
const median = (times) => times.sort((one, other) => one - other)[Math.floor(times.length / 2)];

/** The median time of what `run` does, in milliseconds. */
async function timed(run) {
    const times = [];
    for (let round = -2; round < rounds; round++) {
        const time = await run();
        if (round >= 0) {
            times.push(time);
        }
    }
    return Math.round(median(times) * 10) / 10;
}

if (what === 'requests') {
    const id = 'bench_client_00005';
    const values = { name: 'New', 'grantTypes[]': 'authorization_code', scope: 'matomo:read', redirectUris: 'https://new.example/cb' };
    const keys = await api(page, 'OAuth2.getKeys');
    const requests = {
        'list: page': ['OAuth2.getClientPage', {}],
        'list: search': ['OAuth2.getClientPage', { search: 'client 00004' }],
        'list: by last use': ['OAuth2.getClientPage', { sort: 'last_used_at', order: 'asc' }],
        'form: settings': ['CorePluginsAdmin.getSystemSettings', {}],
        'form: scopes': ['OAuth2.getScopes', {}],
        'form: check a new client': ['OAuth2.getClientErrors', values],
        'form: check a change': ['OAuth2.getClientErrors', { ...values, editedClientId: id }],
        'form: what a change ends': ['OAuth2.getUpdateEffects', { ...values, clientId: id }],
        'client: overview': ['OAuth2.getClient', { clientId: id }],
        'client: authorizations': ['OAuth2.getAuthorizations', { clientId: id }],
        'client: log': ['OAuth2.getClientEvents', { clientId: id }],
        'client: what deleting ends': ['OAuth2.getClientEffects', { clientId: id }],
        'client: test': ['OAuth2.testClient', { clientId: id, grantType: 'authorization_code' }],
        'settings: check a scope': ['OAuth2.getSettingsPreview', { 'values[defaultScopes][]': 'matomo:write' }],
        'settings: check an issuer': ['OAuth2.getSettingsPreview', { 'values[issuer]': 'https://other.example' }],
        'keys: list': ['OAuth2.getKeys', {}],
        'keys: what a withdrawal ends': ['OAuth2.getKeyEffects', { kid: keys.find((key) => key.state === 'current').kid }],
        endpoints: ['OAuth2.getEndpoints', {}],
        assistants: ['OAuth2.getAssistants', {}],
    };
    const measured = {};
    for (const [name, [method, parameters]] of Object.entries(requests)) {
        measured[name] = await timed(() => page.evaluate(async ([called, given]) => {
            const body = new URLSearchParams({ token_auth: globalThis.piwik.token_auth, force_api_session: '1', ...given });
            const before = performance.now();
            const answer = await fetch(`index.php?module=API&method=${called}&format=json`, {
                method: 'POST', body, headers: { 'X-Requested-With': 'XMLHttpRequest' },
            });
            const text = await answer.text();
            if (text.includes('"result":"error"')) {
                throw new Error(`${called}: ${text}`);
            }
            return performance.now() - before;
        }, [method, parameters]));
    }
    console.log(JSON.stringify(measured));
} else {
    const core = (module, action) => `${matomo}/index.php?module=${module}&action=${action}&idSite=1&period=day&date=yesterday`;
    const pages = {
        'core: general settings': [core('CoreAdminHome', 'generalSettings'), '.matomo-save-button, .card form, .card'],
        'core: users': [core('UsersManager', 'index'), '.userListTable, .pagedUsersList tbody tr'],
        'core: websites': [core('SitesManager', 'index'), '.site .card, .SitesManager .site'],
        'OAuth2: clients': [adminUrl(), '.oauth2-pager, .oauth2-empty'],
        'OAuth2: create': [adminUrl('#?view=create'), '.oauth2-templates'],
        'OAuth2: client': [adminUrl('#?view=client&clientId=bench_client_00005'), '.oauth2-facts'],
        'OAuth2: keys': [adminUrl('#?view=keys'), '.oauth2-table'],
        'OAuth2: settings': [adminUrl('#?view=settings'), '.oauth2-settings'],
        'OAuth2: endpoints': [adminUrl('#?view=endpoints'), '.oauth2-copy-field'],
        'OAuth2: assistants': [adminUrl('#?view=connections'), '.oauth2-table tbody tr'],
        'OAuth2: connect an assistant': [connectUrl(), '.oauth2-connect'],
        'OAuth2: authorized apps': [appsUrl(), '.oauth2-app, .oauth2-empty'],
    };
    // The page that connects assistants lists those that may connect.
    await api(page, 'CorePluginsAdmin.setSystemSettings', {
        'settingValues[OAuth2][0][name]': 'assistants', 'settingValues[OAuth2][0][value]': 'known', passwordConfirmation: users.admin,
    });
    const measured = {};
    for (const [name, [address, content]] of Object.entries(pages)) {
        let first = [];
        const whole = await timed(async () => {
            await page.goto('about:blank');
            const before = performance.now();
            await page.goto(address, { waitUntil: 'commit' });
            await page.locator(content).first().waitFor();
            const time = performance.now() - before;
            first.push(await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0));
            return time;
        });
        first = first.slice(2);
        measured[name] = { paint: Math.round(median(first)), content: Math.round(whole) };
    }
    console.log(JSON.stringify(measured));
}
await close();
