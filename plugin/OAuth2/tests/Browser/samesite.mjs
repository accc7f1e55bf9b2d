// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * Logins at other plugins than Matomo's own, in Chromium, because its rules about cookies decide. The plugin StandInLogin
 * (in this folder) sends the browser to an identity provider on another site, whose page posts the login back.
 */
import { createHash, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { writeFileSync } from 'node:fs';
import { check, done, test } from '../../../../host/tests/clients/node/check.mjs';
import { callback, callbacks, close, matomo, open } from './matomo.mjs';

const folder = process.env.STAND_IN_LOGIN;
const clientId = process.env.STAND_IN_CLIENT;
/** True while the provider waits for a click, as one does that has its own login form. */
let waits = false;

/** The identity provider. localhost is another site than 127.0.0.1. */
const provider = createServer((request, response) => {
    response.setHeader('Content-Type', 'text/html');
    response.end(`<!DOCTYPE html><html lang="en"><title>Provider</title>
        <form method="post" action="${matomo}/index.php?module=StandInLogin&amp;action=assertion">
        <input type="hidden" name="login" value="viewer"><button>Continue</button></form>
        ${waits ? '' : '<script>document.forms[0].submit();</script>'}`);
});
await new Promise((ready) => { provider.listen(0, 'localhost', ready); });
writeFileSync(`${folder}/provider`, `http://localhost:${provider.address().port}/login`);

/** A request of the application, with a state that must come back unchanged. */
function asked(state, { clean = false } = {}) {
    const challenge = createHash('sha256').update(randomBytes(32).toString('base64url')).digest('base64url');
    const query = new URLSearchParams({
        response_type: 'code', client_id: clientId, redirect_uri: callback, scope: 'matomo:read', state,
        code_challenge: challenge, code_challenge_method: 'S256',
    });
    return clean ? `${matomo}/oauth2/authorize?${query}` : `${matomo}/index.php?module=OAuth2&action=authorize&${query}`;
}

/** Allows the request on the consent page and returns what the application received. */
async function allow(page) {
    await page.locator('button[name=decision][value=allow]').click();
    await page.waitForURL((url) => url.href.startsWith(callback));
    return callbacks.at(-1).query;
}

const pending = async (context) => (await context.cookies()).filter(({ name }) => name.includes('oauth2_request'));

await test('Chromium leaves the session\'s cookie out of the provider\'s POST, and the login still leads to consent at once', async () => {
    const { context, page } = await open();
    const seen = [];
    page.on('request', (request) => {
        if (request.method() === 'POST' && request.url().includes('action=assertion')) {
            seen.push(request.allHeaders());
        }
    });
    await page.goto(asked('from another site'));
    await page.waitForURL((url) => url.search.includes('action=authorize'));
    check.equal(seen.length, 1);
    check.doesNotMatch((await seen[0]).cookie ?? '', /MATOMO_SESSID|oauth2_request/);
    const [cookie] = await pending(context);
    check.equal(cookie, undefined, 'the request is open, so the cookie is gone');
    const answer = await allow(page);
    check.equal(answer.state, 'from another site');
    check.ok(answer.code);
    await context.close();
});

await test('from the clean route likewise', async () => {
    const { context, page } = await open();
    await page.goto(asked('clean', { clean: true }));
    await page.waitForURL((url) => url.search.includes('action=authorize') && url.pathname === '/index.php');
    await page.locator('button[name=decision]').first().waitFor();
    check.equal((await allow(page)).state, 'clean');
    await context.close();
});

await test('the browser keeps the cookie as meant: for this server, not for scripts, fifteen minutes', async () => {
    const { context, page } = await open();
    waits = true;
    await page.goto(asked('kept'));
    waits = false;
    const [cookie] = await pending(context);
    check.deepEqual([cookie.domain, cookie.path, cookie.httpOnly, cookie.sameSite], ['127.0.0.1', '/', true, 'Lax']);
    const rest = cookie.expires - Date.now() / 1000;
    check.ok(rest > 840 && rest < 960, `${rest} s`);
    await page.getByRole('button').click();
    await page.waitForURL((url) => url.search.includes('action=authorize'));
    check.equal((await allow(page)).state, 'kept');
    await context.close();
});

await test('“Not you?” ends the session here, and the provider is asked again for the same request', async () => {
    const { context, page } = await open();
    await page.goto(asked('somebody else'));
    await page.locator('button[name=decision][value=allow]').waitFor();
    waits = true;
    await page.locator('button[name=decision][value=switch]').click();
    await page.waitForURL((url) => url.hostname === 'localhost');
    waits = false;
    await page.getByRole('button').click();
    await page.waitForURL((url) => url.search.includes('action=authorize'));
    check.equal((await allow(page)).state, 'somebody else');
    await context.close();
});

await test('after the login no later page leads to the request', async () => {
    const { context, page } = await open();
    await page.goto(asked('later'));
    await page.waitForURL((url) => url.search.includes('action=authorize'));
    await page.locator('button[name=decision]').first().waitFor();
    await page.goto(`${matomo}/index.php?module=CoreHome&action=index&idSite=1&period=day&date=yesterday`, { waitUntil: 'commit' });
    check.ok(page.url().includes('module=CoreHome'), page.url());
    await context.close();
});

provider.close();
await close();
done();
