// SPDX-License-Identifier: GPL-3.0-or-later
/** Checks each cell of access.txt over HTTP: with direct calls and bulk requests, for both kinds of tokens. */
import { readFileSync } from 'node:fs';
import { admin, api, bulk, challengeOf, check, clientCredentials, clients, done, isError, other, resourceMetadata, site, test, tokens, users, wanted } from './call.mjs';

const SCOPES = ['matomo:read', 'matomo:write', 'matomo:admin', 'matomo:superuser'];
const NAMED = { r: SCOPES[0], w: SCOPES[1], a: SCOPES[2], s: SCOPES[3] };
const ROLES = { v: 'view', w: 'write', a: 'admin', s: 'superuser' };

const rows = readFileSync(new URL('access.txt', import.meta.url), 'utf8').split('\n')
    .filter((line) => / \| /.test(line))
    .map((line) => {
        const [name, ...rest] = line.split('|').map((part) => part.trim());
        const [method, parameters = ''] = rest.pop().split(' ');
        return { name, cells: rest.join(''), method, parameters };
    })
    .filter(({ name }) => wanted(name));

/** Tokens by grant, role and scope. Each user is super user while the tokens are issued, and gets the role afterwards. */
const people = {};
const bearers = { code: {}, client: {} };
for (const [role, access] of Object.entries(ROLES)) {
    const user = admin('add-user', `oauth2_${access}`, 'superuser');
    const token = admin('token', user.login, user.password);
    const created = await api('OAuth2.createClient', {
        name: `Owned by ${access}`, grantTypes: ['client_credentials'], scope: SCOPES.join(' '), passwordConfirmation: user.password,
    }, { token });
    const owned = { id: created.json.client.client_id, secret: created.json.secret };
    people[role] = { ...user, owned };
    bearers.code[role] = {};
    bearers.client[role] = {};
    for (const scope of SCOPES) {
        bearers.code[role][scope] = (await tokens(clients.ceiling, { scope }, user)).access_token;
        bearers.client[role][scope] = (await clientCredentials(owned, scope)).body.access_token;
    }
}
for (const [role, access] of Object.entries(ROLES)) {
    admin('set-role', people[role].login, access);
}
const { value: container } = admin('call', 'TagManager.addContainer', JSON.stringify({ idSite: site, context: 'web', name: 'Container' }));
const { value: version } = admin('call', 'TagManager.createContainerVersion', JSON.stringify({ idSite: site, idContainer: container, name: 'one' }));
for (const [role, capability] of [['v', 'tagmanager_write'], ['w', 'tagmanager_publish_live_container']]) {
    admin('call', 'UsersManager.addCapabilities', JSON.stringify({ userLogin: people[role].login, capabilities: capability, idSites: site }));
}
const spare = admin('add-client', 'machine', '', 'ceiling_spare');

let n = 0;
const fill = (text, person) => text.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent({
    site, other, container, version, login: person.login, password: person.password, viewer: users.viewer.login, writer: users.writer.login, n: String(++n),
}[name]));

/** The sign that the table uses for an answer. */
function sign(answer, what) {
    const challenge = challengeOf(answer, what);
    if (answer.status === 200 && !isError(answer.json) && answer.json !== null) {
        check.equal(challenge, null, what);
        return '+';
    }
    if (answer.status !== 403) {
        return `${answer.status} ${answer.text.slice(0, 120)}`;
    }
    check.ok(isError(answer.json), `${what}: ${answer.text.slice(0, 200)}`);
    if (challenge === null) {
        return '-';
    }
    check.equal(challenge.error, 'insufficient_scope', what);
    check.equal(challenge.resource_metadata, resourceMetadata, what);
    return Object.keys(NAMED).find((letter) => NAMED[letter] === challenge.scope) ?? challenge.scope;
}

await test('the table has a cell for each scope and role', () => {
    check.ok(rows.length > 35 || process.env.TEST, String(rows.length));
    for (const { name, cells } of rows) {
        check.match(cells.replace(/ /g, ''), /^[+rwas-]{16}$/, name);
    }
});

await test('who gets a token of the named scope is not asked for a higher one', () => {
    for (const { name, cells } of rows) {
        const signs = cells.replace(/ /g, '');
        for (const [at, letter] of [...signs].entries()) {
            const next = 4 * Object.keys(NAMED).indexOf(letter) + (at % 4);
            check.match('+-'.includes(letter) ? '+' : signs[next], /[+-]/, `${name}, cell ${at}`);
        }
    }
});

const columns = SCOPES.flatMap((scope) => Object.entries(people).map(([role, person]) => ({ scope, role, person })));

for (const [grant, what] of rows.length === 0 ? [] : [['code', 'a user\'s token'], ['client', 'a client\'s own token']]) {
    // Several rows at a time, but the cells of a row in order: Matomo assigns some ids by counting up.
    const answers = new Map();
    const queue = [...rows];
    await Promise.all(Array.from({ length: 4 }, async () => {
        for (let row = queue.shift(); row; row = queue.shift()) {
            answers.set(row, []);
            for (const { scope, role, person } of columns) {
                answers.get(row).push(await api(row.method, fill(row.parameters, person), { bearer: bearers[grant][role][scope] }));
            }
        }
    }));
    for (const row of rows) {
        await test(`${row.name}: ${what}`, () => {
            const signs = answers.get(row).map((answer, at) => sign(answer, `${columns[at].role} ${columns[at].scope}`));
            check.equal(signs.join(''), row.cells.replace(/ /g, ''));
            check.deepEqual(answers.get(row).map((answer) => answer.headers.get('set-cookie')), columns.map(() => null));
        });
    }
    // The whole column in one request: no call may gain rights from the one before it.
    for (const [at, { scope, role, person }] of columns.entries()) {
        await test(`all in one bulk request, ${role} under ${scope}: ${what}`, async () => {
            const answer = await bulk(rows.map((row) => `method=${row.method}&${fill(row.parameters, person)}`), { bearer: bearers[grant][role][scope] });
            check.equal(answer.status, 200, answer.text.slice(0, 200));
            for (const [row, { name, cells }] of rows.entries()) {
                check.equal(!isError(answer.json[row]), cells.replace(/ /g, '')[at] === '+', `${name}: ${JSON.stringify(answer.json[row]).slice(0, 300)}`);
            }
        });
    }
}

/** The websites that the token's user has with at least the given role. */
await test('the lists of websites respect the scope and never exceed the user\'s own', async () => {
    const lists = { v: 'getSitesIdWithAtLeastViewAccess', w: 'getSitesIdWithWriteAccess', a: 'getSitesIdWithAdminAccess' };
    const all = (await api('SitesManager.getAllSitesId', {}, { bearer: bearers.code.s['matomo:superuser'] })).json.map(Number).sort();
    check.ok(all.includes(Number(other)));
    const rank = 'vwas';
    for (const [at, scope] of SCOPES.entries()) {
        for (const [role] of Object.entries(people)) {
            const effective = Math.min(at, rank.indexOf(role));
            for (const [needs, method] of Object.entries(lists)) {
                const answer = await api(`SitesManager.${method}`, {}, { bearer: bearers.code[role][scope] });
                check.equal(answer.status, 200, answer.text);
                const mine = role === 's' ? all : [Number(site)];
                // Matomo's list of users with write access contains neither admins nor super users.
                const holds = needs === 'w' ? effective === 1 : effective >= rank.indexOf(needs);
                check.deepEqual(answer.json.map(Number).sort(), holds ? mine : [], `${role} ${scope} ${method}`);
            }
        }
    }
});

await test('even with the highest scope, a wrong or missing password changes nothing', async () => {
    const person = people.v;
    const bearer = bearers.code.v['matomo:superuser'];
    for (const passwordConfirmation of ['', 'wrong password', bearer, person.owned.secret]) {
        for (const [method, parameters] of [
            ['UsersManager.createAppSpecificTokenAuth', { userLogin: person.login, description: 'Test' }],
            ['UsersManager.updateUser', { userLogin: person.login, email: 'taken@over.matomo.test' }],
            ['UsersManager.updateUser', { userLogin: person.login, password: 'another password' }],
            ['UsersManager.setUserAccess', { userLogin: person.login, access: 'admin', idSites: site }],
        ]) {
            const answer = await api(method, { ...parameters, passwordConfirmation }, { bearer });
            check.ok(isError(answer.json), `${method}: ${answer.text}`);
        }
    }
    check.notEqual((await api('UsersManager.getUser', { userLogin: person.login }, { bearer })).json.email, 'taken@over.matomo.test');
});

await test('another user\'s password creates no token for that user', async () => {
    for (const [role, byScope] of Object.entries(bearers.code)) {
        for (const scope of SCOPES) {
            const answer = await api('UsersManager.createAppSpecificTokenAuth', {
                userLogin: users.superuser.login, passwordConfirmation: users.superuser.password, description: 'Test',
            }, { bearer: byScope[scope] });
            check.equal(sign(answer, `${role} ${scope}`), '-');
        }
    }
});

for (const person of Object.values(people)) {
    admin('delete-client', person.owned.id);
    admin('delete-user', person.login);
}
admin('delete-client', spare.id);
for (const { client_id: id } of admin('call', 'OAuth2.getClients').filter((one) => one.name === 'Test')) {
    admin('delete-client', id);
}
done();
