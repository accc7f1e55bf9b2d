// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * A script as people wrote it for the official plugin: it makes a client by the HTTP API, gets a token, calls the API, pauses
 * and resumes the client, rotates its secret, changes and deletes it. It knows nothing that only this plugin has.
 */
import { admin, api, check, done, isError, issuer, request, test, users } from './call.mjs';

const { superuser } = users;
const token = admin('token', superuser.login, superuser.password);
const passwordConfirmation = superuser.password;
const call = async (method, parameters) => (await api(`OAuth2.${method}`, parameters, { token })).json;

/** client_secret_post, as in the official plugin's guide. */
const tokenOf = (clientId, secret, more = {}) => request({
    parameters: { module: 'OAuth2', action: 'token' },
    form: { grant_type: 'client_credentials', client_id: clientId, client_secret: secret, ...more },
});
const version = (accessToken) => api('API.getMatomoVersion', {}, { bearer: accessToken });
const form = { name: 'Nightly script', grantTypes: ['client_credentials'], scope: 'matomo:admin', description: 'In the style of the official plugin', type: 'confidential', active: '1' };

let id = '';
let secret = '';

await test('create: the scope is a maximum, and the first one of the list', async () => {
    const created = await call('createClient', { ...form, passwordConfirmation });
    check.match(created.secret, /^[0-9a-f]{64}$/);
    ({ client: { client_id: id }, secret } = created);
    check.match(id, /^[0-9a-f]{32}$/);
    check.equal(created.client.scopes[0], 'matomo:admin');
    check.equal(created.client.type, 'confidential');
    check.equal(created.client.active, true);
    const listed = (await call('getClients', {})).find((client) => client.client_id === id);
    check.equal(listed.name, form.name);
    check.ok(!('secret' in listed) && !('secret_hash' in listed));
    check.ok('matomo:admin' in await call('getScopes', {}));
});

await test('token and call: with the scope that the client has', async () => {
    const answer = await tokenOf(id, secret, { scope: 'matomo:admin' });
    check.equal(answer.status, 200, answer.text);
    check.equal(answer.json.token_type, 'Bearer');
    check.equal(answer.json.scope, 'matomo:admin');
    check.ok(answer.json.expires_in > 0);
    check.equal((await version(answer.json.access_token)).status, 200);
    check.equal((await tokenOf(id, secret)).status, 200);
});

await test('pause and resume: pausing with two arguments, resuming with the password', async () => {
    const { access_token: accessToken } = (await tokenOf(id, secret)).json;
    for (const [pause, resume] of [['0', '1'], ['false', 'true']]) {
        check.equal((await call('setClientActive', { clientId: id, active: pause })).client.active, false);
        check.equal((await tokenOf(id, secret)).status, 401);
        check.equal((await version(accessToken)).status, 401);
        check.ok(isError(await call('setClientActive', { clientId: id, active: resume })));
        check.ok(isError(await call('setClientActive', { clientId: id, active: resume, passwordConfirmation: 'wrong' })));
        check.equal((await call('getClient', { clientId: id })).active, false);
        check.equal((await call('setClientActive', { clientId: id, active: resume, passwordConfirmation })).client.active, true);
        check.equal((await version(accessToken)).status, 200);
    }
    check.ok(isError(await call('setClientActive', { clientId: id, active: 'maybe' })));
    check.ok(isError((await api('OAuth2.setClientActive', { clientId: id, active: '0' })).json), 'pausing needs a super user');
    check.equal((await call('getClient', { clientId: id })).active, true);
});

await test('rotate: the new secret works', async () => {
    const rotated = await call('rotateSecret', { clientId: id, passwordConfirmation });
    check.equal(rotated.client_id, id);
    check.notEqual(rotated.secret, secret);
    check.equal((await tokenOf(id, rotated.secret)).status, 200);
    check.equal((await tokenOf(id, secret)).status, 401);
    secret = rotated.secret;
});

await test('update: what comes back from getClient, with scopes[0] as the scope, changes nothing', async () => {
    const before = await call('getClient', { clientId: id });
    const { access_token: accessToken } = (await tokenOf(id, secret, { scope: 'matomo:admin' })).json;
    const updated = await call('updateClient', {
        clientId: id, name: before.name, grantTypes: before.grant_types, scope: before.scopes[0], redirectUris: before.redirect_uris.join('\n'),
        description: before.description, type: before.type, active: before.active ? '1' : '0', passwordConfirmation,
    });
    check.equal(updated.secret, null);
    check.deepEqual({ ...updated.client, updated_at: '', last_used_at: '' }, { ...before, updated_at: '', last_used_at: '' });
    check.equal((await version(accessToken)).status, 200);
    check.equal((await tokenOf(id, secret, { scope: 'matomo:admin' })).status, 200);
    const public_ = await call('updateClient', {
        clientId: id, name: 'Now an app', grantTypes: ['authorization_code', 'refresh_token'], scope: 'matomo:read',
        redirectUris: ['https://client.example/callback'], description: '', type: 'public', active: '1', passwordConfirmation,
    });
    check.equal(public_.client.type, 'public');
    check.equal(public_.secret, null);
    check.equal((await version(accessToken)).status, 401);
});

await test('delete: the client is gone', async () => {
    check.deepEqual(await call('deleteClient', { clientId: id, passwordConfirmation }), { deleted: true });
    check.ok(isError(await call('getClient', { clientId: id })));
    check.ok(!(await call('getClients', {})).some((client) => client.client_id === id));
    check.equal((await tokenOf(id, secret)).status, 401);
});

await test('every writing method but pausing refuses a call without the password', async () => {
    for (const [method, parameters] of Object.entries({ createClient: form, updateClient: { ...form, clientId: 'x' }, rotateSecret: { clientId: 'x' }, deleteClient: { clientId: 'x' } })) {
        check.match((await call(method, parameters)).message, /password/i, method);
    }
    check.ok(issuer.startsWith('http'));
});

done();
