// SPDX-License-Identifier: GPL-3.0-or-later
/** What would outlive the token, and what a refusal says about it, directly and in bulk requests. */
import { readFileSync } from 'node:fs';
import { admin, api, bulk, challengeOf, check, clients, done, isError, site, test, tokens, users } from './call.mjs';

const SCOPES = ['matomo:read', 'matomo:write', 'matomo:admin', 'matomo:superuser'];
const { superuser, viewer } = users;
const bearers = {};
for (const scope of SCOPES) {
    bearers[scope] = (await tokens(clients.ceiling, { scope }, superuser)).access_token;
}
const highest = bearers['matomo:superuser'];
const setting = (value) => admin('confirm', 'CorePluginsAdmin.setSystemSettings', JSON.stringify({ settingValues: { OAuth2: [{ name: 'userManagement', value }] } }));

/** A refusal that names no scope, because no other token would help. */
function closed(answer, what) {
    check.equal(answer.status, 403, `${what}: ${answer.text.slice(0, 200)}`);
    check.ok(isError(answer.json), what);
    check.equal(challengeOf(answer, what), null, what);
}

/** A refusal that names the scope. */
function needs(scope, answer, what) {
    check.equal(answer.status, 403, `${what}: ${answer.text.slice(0, 200)}`);
    const challenge = challengeOf(answer, what);
    check.equal(challenge?.error, 'insufficient_scope', what);
    check.equal(challenge.scope, scope, what);
}

/** The lists of docs/permissions.md, which a unit test compares with the code: what each method needs. */
const document = readFileSync(new URL('../../docs/permissions.md', import.meta.url), 'utf8');
const listed = [...document.matchAll(/^### (.*)\n\n((?:- .*\n)+)/gm)].flatMap(([, heading, lines]) => {
    const scope = heading.startsWith('No token') || heading.includes('setting') ? null : heading.match(/matomo:\w+/)[0];
    return [...lines.matchAll(/^- \*\*(\w+)\*\*: (.*)$/gm)].flatMap(([, plugin, methods]) => methods.split(', ')
        .filter((method) => /^\w+$/.test(method))
        .map((method) => ({ name: `${plugin}.${method}`, scope })));
});
const own = ['createClient', 'updateClient', 'rotateSecret', 'setClientKeys', 'setClientActive', 'setClientOwner', 'endOldSecret', 'confirmNewSecret', 'deleteClient', 'revokeAuthorization', 'revokeAuthorizations', 'revokeMyAuthorization', 'revokeMyApp', 'rotateKeys', 'withdrawKey', 'setAssistant', 'decideAssistant', 'keepAssistant', 'adoptAssistant', 'testDiscovery', 'setDocuments']
    .map((method) => ({ name: `OAuth2.${method}`, scope: null }));

await test('a token that may not call a method is refused before Matomo looks at its parameters', async () => {
    const all = [...listed, ...own];
    check.ok(all.length > 150, String(all.length));
    let asked = 0;
    for (const { name, scope } of all) {
        const answer = await api(name, {}, { bearer: bearers['matomo:read'] });
        // Plugins that are not part of Matomo, and methods that Matomo hides from others than super users.
        if (/not enabled|does not exist/.test(answer.text)) {
            continue;
        }
        if (scope === 'matomo:read') {
            check.notEqual(answer.status, 403, name);
        } else if (scope === null) {
            closed(answer, name);
        } else {
            // Without a website, a segment is for all of them.
            needs(/^SegmentEditor.(add|update)$/.test(name) ? 'matomo:superuser' : scope, answer, name);
        }
        asked++;
    }
    check.ok(asked > 120, String(asked));
    const refused = all.filter(({ scope }) => scope !== 'matomo:read');
    for (const [at, one] of (await bulk(refused.map(({ name }) => `method=${name}`), { bearer: bearers['matomo:read'] })).json.entries()) {
        check.ok(isError(one), refused[at].name);
        check.match(one.message, /scope matomo:|bearer token may call|not enabled|does not exist/, refused[at].name);
    }
});

await test('a method that does not exist, and one that lacks a parameter, get Matomo\'s own answer', async () => {
    const unknown = await api('UsersManager.createEverything', {}, { bearer: bearers['matomo:read'] });
    check.notEqual(unknown.status, 403, unknown.text);
    check.match(unknown.text, /does not exist/);
    check.match((await api('Goals.addGoal', { idSite: site }, { bearer: bearers['matomo:write'] })).text, /specify a value for 'name'/);
});

await test('no token, whatever its scope, makes credentials or changes what belongs to this plugin', async () => {
    const count = () => ['user_token_auth', 'oauth2_client', 'oauth2_key'].map((table) => admin('count', table));
    const mail = () => admin('call', 'UsersManager.getUser', JSON.stringify({ userLogin: viewer.login })).email;
    const before = [count(), mail()];
    const passwordConfirmation = superuser.password;
    const settingValues = { 'settingValues[OAuth2][0][name]': 'accessTokenTtl', 'settingValues[OAuth2][0][value]': '61' };
    const calls = [
        ['UsersManager.createAppSpecificTokenAuth', { userLogin: superuser.login, passwordConfirmation, description: 'Test' }],
        ['UsersManager.createAppSpecificTokenAuth', { userLogin: viewer.login, passwordConfirmation: viewer.password, description: 'Test' }],
        ['UsersManager.updateUser', { userLogin: viewer.login, email: 'taken@over.matomo.test', passwordConfirmation }],
        ['UsersManager.updateUser', { userLogin: superuser.login, password: 'another password', passwordConfirmation }],
        ['TwoFactorAuth.resetTwoFactorAuth', { userLogin: viewer.login, passwordConfirmation }],
        ['OAuth2.createClient', { name: 'Left behind', 'grantTypes[]': 'client_credentials', scope: 'matomo:superuser', passwordConfirmation }],
        ['OAuth2.updateClient', { clientId: clients.ceiling.id, name: 'Another', passwordConfirmation }],
        ['OAuth2.rotateSecret', { clientId: clients.ceiling.id, passwordConfirmation }],
        ['OAuth2.deleteClient', { clientId: clients.ceiling.id, passwordConfirmation }],
        ['OAuth2.rotateKeys', { passwordConfirmation }],
        ['OAuth2.revokeMyAuthorization', { authorizationId: 'none' }],
        ['OAuth2.revokeMyApp', { clientId: clients.ceiling.id }],
        ['CorePluginsAdmin.setSystemSettings', { ...settingValues, passwordConfirmation }],
        ['CorePluginsAdmin.setSystemSettings', { 'settingValues[Live][0][name]': 'none', ...settingValues, passwordConfirmation }],
        ['CorePluginsAdmin.setUserSettings', settingValues],
    ];
    for (const scope of SCOPES) {
        for (const [method, parameters] of calls) {
            // Below the highest scope, settings of other plugins would need it as well.
            closed(await api(method, parameters, { bearer: bearers[scope] }), `${scope} ${method}`);
        }
        const urls = calls.map(([method, parameters]) => `method=${method}&${new URLSearchParams(parameters)}`);
        const answer = await bulk(urls, { bearer: bearers[scope] });
        check.deepEqual(answer.json.map((one) => isError(one) && /bearer token may call/.test(one.message)), calls.map(() => true), answer.text.slice(0, 500));
    }
    check.deepEqual([count(), mail()], before);
    check.equal((await api('OAuth2.getMyAuthorizations', {}, { bearer: highest })).status, 200);
    needs('matomo:superuser', await api('OAuth2.getMyAuthorizations', {}, { bearer: bearers['matomo:admin'] }), 'his other applications');
});

await test('a token_auth and the screens write what tokens may not', async () => {
    const token = admin('token', superuser.login, superuser.password);
    const created = await api('OAuth2.createClient', { name: 'Test', 'grantTypes[]': 'client_credentials', scope: 'matomo:read', passwordConfirmation: superuser.password }, { token });
    check.equal(created.status, 200, created.text);
    check.equal((await api('OAuth2.deleteClient', { clientId: created.json.client.client_id, passwordConfirmation: superuser.password }, { token })).json.deleted, true);
    const listedOwn = await api('OAuth2.getMyAuthorizations', {}, { token: admin('token', viewer.login, viewer.password) });
    check.equal(listedOwn.status, 200, listedOwn.text);
});

await test('users are created and get access only if the setting allows it, and only with the highest scope', async () => {
    const login = 'oauth2_by_token';
    const manage = (bearer) => [
        ['UsersManager.addUser', { userLogin: login, password: 'a long password', email: `${login}@matomo.test` }],
        ['UsersManager.inviteUser', { userLogin: `${login}_invited`, email: `${login}_invited@matomo.test`, initialIdSite: site }],
        ['UsersManager.generateInviteLink', { userLogin: `${login}_invited`, passwordConfirmation: superuser.password }],
        ['UsersManager.resendInvite', { userLogin: `${login}_invited`, passwordConfirmation: superuser.password }],
        ['UsersManager.setUserAccess', { userLogin: login, access: 'view', idSites: site }],
        ['UsersManager.addCapabilities', { userLogin: login, capabilities: 'tagmanager_write', idSites: site }],
        ['UsersManager.removeCapabilities', { userLogin: login, capabilities: 'tagmanager_write', idSites: site }],
        ['UsersManager.setSuperUserAccess', { userLogin: login, hasSuperUserAccess: 1, passwordConfirmation: superuser.password }],
    ].map(([method, parameters]) => ({ method, call: () => api(method, parameters, { bearer }) }));
    for (const scope of SCOPES) {
        for (const { method, call } of manage(bearers[scope])) {
            closed(await call(), `off: ${scope} ${method}`);
        }
    }
    check.equal((await api('UsersManager.userExists', { userLogin: login }, { bearer: highest })).json.value, false);
    setting(1);
    try {
        for (const scope of SCOPES.slice(0, 3)) {
            for (const { method, call } of manage(bearers[scope])) {
                needs('matomo:superuser', await call(), `on: ${scope} ${method}`);
            }
        }
        for (const { method, call } of manage(highest)) {
            const answer = await call();
            // Matomo here sends no mail, and knows the capability only with the Tag Manager.
            if (!/resendInvite|Capabilities/.test(method)) {
                check.equal(answer.status, 200, `${method}: ${answer.text.slice(0, 300)}`);
                check.ok(!isError(answer.json), `${method}: ${answer.text.slice(0, 300)}`);
            } else {
                check.notEqual(answer.status, 403, `${method}: ${answer.text.slice(0, 300)}`);
            }
        }
        check.equal((await api('UsersManager.userExists', { userLogin: login }, { bearer: highest })).json.value, true);
        check.ok(isError((await api('UsersManager.updateUser', { userLogin: login, email: 'x@matomo.test', passwordConfirmation: superuser.password }, { bearer: highest })).json));
    } finally {
        setting(0);
        for (const user of [login, `${login}_invited`]) {
            admin('delete-user', user);
        }
    }
    closed(await api('UsersManager.setUserAccess', { userLogin: viewer.login, access: 'admin', idSites: site }, { bearer: highest }), 'off again');
});

await test('a stored report goes to others only with matomo:admin; its own address counts as the user', async () => {
    const sender = users.admin;
    const report = (additionalEmails) => ({
        idSite: site, description: 'Test', period: 'never', hour: 0, reportType: 'email', reportFormat: 'html', 'reports[]': 'VisitsSummary_get',
        'parameters[displayFormat]': 1, 'parameters[emailMe]': 'true', ...Object.fromEntries(additionalEmails.map((email, at) => [`parameters[additionalEmails][${at}]`, email])),
    });
    const token = admin('token', sender.login, sender.password);
    const made = async (emails) => (await api('ScheduledReports.addReport', report(emails), { token })).json.value;
    const [alone, others] = [await made([]), await made(['others@matomo.test'])];
    const bearer = {};
    for (const scope of ['matomo:read', 'matomo:write', 'matomo:admin']) {
        bearer[scope] = (await tokens(clients.ceiling, { scope }, sender)).access_token;
    }
    const send = (idReport, scope) => api('ScheduledReports.sendReport', { idReport, force: 1 }, { bearer: bearer[scope] });
    needs('matomo:write', await send(alone, 'matomo:read'), 'alone');
    needs('matomo:admin', await send(others, 'matomo:read'), 'others');
    for (const id of [others, `${others}x`, ` ${others}`, `${others}.0`]) {
        needs('matomo:admin', await send(id, 'matomo:write'), `others, as "${id}"`);
    }
    for (const [id, scope] of [[alone, 'matomo:write'], [others, 'matomo:admin'], [alone, 'matomo:admin']]) {
        const answer = await send(id, scope);
        check.notEqual(answer.status, 403, `${id} ${scope}: ${answer.text.slice(0, 300)}`);
    }
    const update = (emails, scope) => api('ScheduledReports.updateReport', { idReport: alone, ...report(emails) }, { bearer: bearer[scope] });
    needs('matomo:admin', await update(['others@matomo.test'], 'matomo:write'), 'update');
    check.equal((await update([`${sender.login}@MATOMO.test`], 'matomo:write')).status, 200);
    needs('matomo:admin', await api('ScheduledReports.addReport', { ...report([]), reportType: 'mobile', 'parameters[phoneNumbers][]': '+4912345' }, { bearer: bearer['matomo:write'] }), 'a phone');
    // Another user's report is not found, whoever gets it.
    check.match((await api('ScheduledReports.sendReport', { idReport: others }, { bearer: (await tokens(clients.ceiling, { scope: 'matomo:write' }, users.writer)).access_token })).text, /couldn't be found/);
    for (const idReport of [alone, others]) {
        await api('ScheduledReports.deleteReport', { idReport }, { token });
    }
});

await test('a refusal names the scope that Matomo\'s own check needs, in any language of the user', async () => {
    const read = (await tokens(clients.ceiling, { scope: 'matomo:read' }, superuser)).access_token;
    for (const languageCode of ['en', 'fr', 'ja', 'de']) {
        admin('call', 'LanguagesManager.setLanguageForUser', JSON.stringify({ login: superuser.login, languageCode }));
        needs('matomo:superuser', await api('UsersManager.getUser', { userLogin: viewer.login }, { bearer: read }), languageCode);
    }
    admin('call', 'LanguagesManager.setLanguageForUser', JSON.stringify({ login: superuser.login, languageCode: 'en' }));
});

done();
