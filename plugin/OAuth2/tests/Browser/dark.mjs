// SPDX-License-Identifier: GPL-3.0-or-later
/** The screens in a dark theme (StandInDark): no light surface, and contrasts that axe-core accepts, at both widths. */
import { check, done, test } from '../../../../host/tests/clients/node/check.mjs';
import { DESKTOP, PHONE, adminUrl, api, appsUrl, close, open, picture, users, violations } from './matomo.mjs';

const { page, errors } = await open({ login: 'admin' });
const { client, secret } = await api(page, 'OAuth2.createClient', {
    name: 'Dark App', grantTypes: ['authorization_code', 'client_credentials'], scope: 'matomo:read', redirectUris: 'https://app.example/cb',
    passwordConfirmation: users.admin,
});
await api(page, 'OAuth2.confirmNewSecret', { clientId: client.client_id });
await api(page, 'OAuth2.testClient', { clientId: client.client_id, secret, grantType: 'authorization_code' });

/** The elements of the plugin that have a light background of their own. */
const light = () => page.evaluate(() => {
    const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    const brightness = (color) => {
        canvas.clearRect(0, 0, 1, 1);
        canvas.fillStyle = color;
        canvas.fillRect(0, 0, 1, 1);
        const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data;
        return alpha < 128 ? 0 : (red + green + blue) / 3;
    };
    return [...document.querySelectorAll('.oauth2 *')]
        .filter((node) => [...node.classList].some((name) => name.startsWith('oauth2-')) || node.closest('[class*=oauth2-]'))
        .filter((node) => node.getClientRects().length > 0 && brightness(getComputedStyle(node).backgroundColor) > 140)
        .map((node) => `${node.tagName}.${node.className}`);
});

/** The contrasts that are too low. */
async function found(part = '.oauth2') {
    return (await violations(page, part)).filter((text) => text.startsWith('color-contrast'));
}

const screens = [
    ['list', adminUrl(), '.oauth2-pager'],
    ['create', adminUrl('#?view=create'), '.oauth2-templates'],
    ['client', adminUrl(`#?view=client&clientId=${client.client_id}`), '.oauth2-facts'],
    ['keys', adminUrl('#?view=keys'), '.oauth2-table'],
    ['settings', adminUrl('#?view=settings'), '.oauth2-settings'],
    ['endpoints', adminUrl('#?view=endpoints'), '.oauth2-copy-field'],
    ['assistants', adminUrl('#?view=connections'), '.oauth2-table'],
    ['apps', appsUrl(), '.oauth2'],
];
for (const [size, suffix] of [[DESKTOP, 1280], [PHONE, 390]]) {
    for (const [name, address, content] of screens) {
        await test(`dark at ${suffix} pixels: ${name}`, async () => {
            await page.setViewportSize(size);
            await page.goto('about:blank');
            await page.goto(address);
            await page.locator(content).first().waitFor();
            await page.waitForTimeout(500);
            check.equal(await page.evaluate(() => getComputedStyle(document.querySelector('.oauth2 h2')).color !== 'rgb(33, 33, 33)'), true, 'the theme is dark');
            await picture(page, `dark-${name}-${suffix}`);
            check.deepEqual(await light(), []);
            check.deepEqual(await found(), []);
        });
    }
}

await test('dark: the result of a test, and the dialog that asks for the password', async () => {
    await page.setViewportSize(DESKTOP);
    await page.goto('about:blank');
    await page.goto(adminUrl(`#?view=client&clientId=${client.client_id}`));
    await page.getByRole('button', { name: 'Test it now: Authorization Code' }).press('Enter');
    await page.locator('.oauth2-steps').waitFor();
    check.deepEqual(await light(), []);
    check.deepEqual(await found(), []);
    await page.getByRole('button', { name: 'Rotate the secret' }).click();
    await page.locator('.confirm-password-modal.open .oauth2-choice').first().waitFor();
    await picture(page, 'dark-dialog', { fullPage: false });
    check.deepEqual(await found('.oauth2-choice'), []);
});

await test('the browser reported no errors', () => {
    check.deepEqual(errors.filter((text) => !text.startsWith('Failed to load resource')), []);
});

await api(page, 'OAuth2.deleteClient', { clientId: client.client_id, passwordConfirmation: users.admin });
await close();
done();
