// SPDX-License-Identifier: GPL-3.0-or-later
/** The keys of a client on its page: saved, added, refused and removed. */
import { generateKeyPairSync } from 'node:crypto';
import { check, done, test } from '../../../../host/tests/clients/node/check.mjs';
import { HTML, adminUrl, api, close, confirm, injected, open, users, violations } from './matomo.mjs';

const { page, errors } = await open({ login: 'admin' });
const { client } = await api(page, 'OAuth2.createClient', {
    name: `Keyed App ${HTML}`, grantTypes: ['client_credentials'], scope: 'matomo:read', passwordConfirmation: users.admin,
});
await api(page, 'OAuth2.confirmNewSecret', { clientId: client.client_id });
const pair = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });
const pem = (key) => key.publicKey.export({ type: 'spki', format: 'pem' });
const now = () => api(page, 'OAuth2.getClient', { clientId: client.client_id });
const field = page.getByLabel('Keys (JWK Set or PEM)');

async function show() {
    await page.goto('about:blank');
    await page.goto(adminUrl(`#?view=client&clientId=${client.client_id}`));
    await field.waitFor();
}

async function save(text, choose = async () => {}) {
    await field.fill(text);
    await page.getByRole('button', { name: 'Use these keys' }).click();
    await page.getByRole('dialog').waitFor();
    await choose(page.getByRole('dialog'));
    await confirm(page);
}

const notified = async (text) => {
    await page.locator('#notificationContainer .notification').filter({ hasText: text }).waitFor();
};

await test('a client with a secret gets a key, and its secret block goes', async () => {
    await show();
    check.deepEqual(await violations(page), []);
    await save(pem(pair()));
    await notified('The keys have been saved.');
    const saved = await now();
    check.equal(saved.auth_method, 'private_key_jwt');
    check.equal(saved.secret_hint, null);
    await page.getByText(saved.keys[0].thumbprint).waitFor();
    check.equal(await page.getByRole('button', { name: 'Rotate the secret' }).count(), 0);
    check.deepEqual(await violations(page), []);
    check.equal(await injected(page), false);
});

await test('another key is added beside the first, or replaces both', async () => {
    await show();
    const second = pair().publicKey.export({ format: 'jwk' });
    await save(JSON.stringify({ ...second, kid: HTML }));
    await notified('The keys have been saved.');
    check.deepEqual((await now()).keys.map(({ kid }) => kid), [null, HTML]);
    check.equal(await injected(page), false);
    await show();
    await save(pem(pair()), (dialog) => dialog.getByText('They stop working at once.').click());
    await notified('The keys have been saved.');
    check.equal((await now()).keys.length, 1);
});

await test('a private key is refused with a sentence that says so, and nothing changes', async () => {
    await show();
    const before = await now();
    await save(pair().privateKey.export({ type: 'pkcs8', format: 'pem' }));
    await notified('Key 1 is a private key.');
    check.deepEqual((await now()).keys, before.keys);
});

await test('keys are removed, and the new secret is shown once', async () => {
    await show();
    await page.getByRole('button', { name: 'Remove keys' }).click();
    await page.getByRole('dialog').waitFor();
    await confirm(page);
    const secret = page.getByLabel('Client secret', { exact: true });
    await secret.waitFor();
    check.match(await secret.inputValue(), /^[0-9a-f]{64}$/);
    check.equal((await now()).auth_method, 'client_secret');
});

await test('the browser reported no errors', () => {
    // A refused value is an answer with status 400 or 500, which the browser reports, too.
    check.deepEqual(errors.filter((error) => !error.includes('Failed to load resource')), []);
});

await api(page, 'OAuth2.deleteClient', { clientId: client.client_id, passwordConfirmation: users.admin });
await close();
done();
