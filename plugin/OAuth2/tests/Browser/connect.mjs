// SPDX-License-Identifier: GPL-3.0-or-later
/** The page Personal → Connect an assistant, from a Matomo where nothing is set up to a connected assistant. */
import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { cpSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { check, done, test } from '../../../../host/tests/clients/node/check.mjs';
import {
    HTML, PHONE, api, appsUrl, callback, callbacks, close, connectUrl, cut, injected, logIn, matomo, open, overflow, picture, users, violations,
} from './matomo.mjs';

const { page: admins, errors } = await open({ login: 'admin' });
const { page: viewers, errors: viewersErrors } = await open({ login: 'viewer' });
const server = `${process.env.MATOMO_DIR}/plugins/McpServer`;
const mcp = `${matomo}/index.php?module=API&method=McpServer.mcp&format=mcp`;

const run = (...words) => execFileSync(process.env.MATOMO_PHP, [`${process.env.MATOMO_DIR}/console`, ...words], { stdio: 'pipe' });

/** The mails that arrived, as sent: Matomo delivers them to this server. */
const mails = [];
let refuses = false;
const smtp = createServer((socket) => {
    let text = '';
    let mail = null;
    socket.write('220 localhost\r\n');
    socket.on('data', (chunk) => {
        text += chunk;
        while (text.includes('\r\n')) {
            const line = text.slice(0, text.indexOf('\r\n'));
            text = text.slice(line.length + 2);
            if (mail !== null && line !== '.') {
                mail.push(line);
            } else if (mail !== null) {
                mails.push(mail.join('\n'));
                mail = null;
                socket.write('250 OK\r\n');
            } else if (line === 'DATA') {
                mail = [];
                socket.write('354 go on\r\n');
            } else if (line === 'QUIT') {
                socket.end('221 bye\r\n');
            } else {
                socket.write(refuses && line.startsWith('RCPT') ? '550 refused\r\n' : '250 OK\r\n');
            }
        }
    });
    socket.on('error', () => {});
});
await new Promise((ready) => { smtp.listen(0, '127.0.0.1', ready); });

/** The decoded HTML part of a mail. */
function html(mail) {
    const part = mail.split(/^--.*$/m).find((text) => /^Content-Type: text\/html/mi.test(text));
    const body = part.slice(part.search(/\n\n/) + 2);
    return /quoted-printable/i.test(part)
        ? Buffer.from(body.replace(/=\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16))), 'latin1').toString('utf8')
        : Buffer.from(body, 'base64').toString('utf8');
}

/** Waits for a mail, which leaves after the response; null if none comes. */
async function nextMail(wait = 10000) {
    for (const until = Date.now() + wait; Date.now() < until && mails.length === 0;) {
        await new Promise((ready) => { setTimeout(ready, 100); });
    }
    return mails.shift() ?? null;
}

/** Says which assistants may connect by themselves. */
const trust = (value) => api(admins, 'CorePluginsAdmin.setSystemSettings', {
    'settingValues[OAuth2][0][name]': 'assistants', 'settingValues[OAuth2][0][value]': value, passwordConfirmation: users.admin,
});

async function show(page, language = 'en') {
    await page.goto(`${connectUrl()}&language=${language}`);
    await page.locator('.oauth2 .card-title').waitFor();
    return page.locator('.oauth2').innerText();
}

/** A guide by the name of its assistant. */
const guide = (page, name) => page.locator('.oauth2-connect').filter({ has: page.locator('.oauth2-name', { hasText: new RegExp(`^${name}$`) }) });

// Whatever earlier files allowed.
await trust('off');

await test('without McpServer, administrators learn what is missing and where it is, and users whom to ask', async () => {
    const text = await show(viewers);
    check.match(text, /Assistants cannot connect to this Matomo yet\. Ask an administrator/);
    check.doesNotMatch(text, /McpServer|Marketplace/);
    check.equal(await viewers.locator('.oauth2 .alert a').count(), 0);
    check.equal(await viewers.getByLabel('Address for assistants').count(), 0, 'an address that nothing answers');
    check.deepEqual(await violations(viewers), []);
    check.match(await show(admins), /plugin McpServer, which is not active/);
    check.equal(await admins.getByRole('link', { name: 'McpServer in the Marketplace' }).getAttribute('href'), 'https://plugins.matomo.org/McpServer');
    check.ok(await admins.getByText('No assistant may connect to this Matomo yet.').isVisible(), 'the next thing to do, too');
    check.deepEqual(await violations(admins), []);
    await picture(admins, 'connect-absent-1280', { fullPage: false });
    await admins.setViewportSize(PHONE);
    check.deepEqual(await overflow(admins), []);
    await admins.setViewportSize({ width: 1280, height: 900 });
});

cpSync(new URL('../Fixtures/McpServer', import.meta.url), server, { recursive: true });
run('plugin:activate', 'McpServer');
try {
    await test('while no assistant may connect, administrators are led to the tab where they allow some', async () => {
        check.match(await show(viewers), /Ask an administrator of this Matomo to set it up/);
        check.match(await show(admins), /No assistant may connect to this Matomo yet\./);
        await admins.getByRole('link', { name: 'Choose which assistants may connect' }).press('Enter');
        await admins.getByRole('heading', { name: 'Assistants', exact: true }).waitFor();
        check.equal(await admins.locator('.oauth2-tabs [aria-current=page]').innerText(), 'Assistants');
    });

    await test('a client that an administrator has made for an assistant is offered to users with its Client ID', async () => {
        const made = [];
        for (const [name, type, redirectUris] of [
            [`Code ${HTML}`, 'public', ['http://localhost/callback']],
            ['Our Claude', 'confidential', ['https://claude.ai/api/mcp/auth_callback', 'https://claude.com/api/mcp/auth_callback']],
            ['Dashboard', 'public', ['https://app.example/callback']],
        ]) {
            const answer = await api(admins, 'OAuth2.createClient', {
                name, type, redirectUris, grantTypes: ['authorization_code', 'refresh_token'], scope: 'matomo:read', passwordConfirmation: users.admin,
            });
            made.push(answer);
        }
        try {
            const text = await show(viewers);
            check.doesNotMatch(text, /Ask an administrator of this Matomo to set it up/);
            check.deepEqual(await viewers.locator('.oauth2-connect .oauth2-name').allInnerTexts(), ['Claude', 'Claude Code']);
            await guide(viewers, 'Claude Code').locator('summary').focus();
            await viewers.keyboard.press('Enter');
            const code = await guide(viewers, 'Claude Code').innerText();
            check.ok(code.includes(`These steps use “Code ${HTML}”, which an administrator has registered for it.`), code);
            check.equal(
                await guide(viewers, 'Claude Code').locator('code').first().innerText(),
                `claude mcp add --transport http --client-id ${made[0].client.client_id} matomo "${mcp}"`,
            );
            await guide(viewers, 'Claude').locator('summary').press('Enter');
            check.match(await guide(viewers, 'Claude').innerText(), /asks for a secret, which only an administrator has/);
            check.equal(await guide(viewers, 'Claude').locator('code').innerText(), made[1].client.client_id);
            const source = await viewers.content();
            check.ok(!source.includes(made[1].secret), 'no secret');
            check.ok(!source.includes(made[2].client.client_id), 'no client of other applications');
            check.equal(await injected(viewers), false);
            check.deepEqual(await violations(viewers), []);
            await picture(viewers, 'connect-made-1280');
            await viewers.setViewportSize(PHONE);
            check.deepEqual(await overflow(viewers), []);
            check.deepEqual(await violations(viewers), []);
            await picture(viewers, 'connect-made-390');
            await viewers.setViewportSize({ width: 1280, height: 900 });
        } finally {
            for (const { client } of made) {
                await api(admins, 'OAuth2.deleteClient', { clientId: client.client_id, passwordConfirmation: users.admin });
            }
        }
    });

    await test('the page has the address and the steps for each assistant that is allowed, by keyboard', async () => {
        await trust('known');
        await viewers.goto(appsUrl());
        await viewers.locator('#secondNavBar').getByRole('link', { name: 'Connect an assistant' }).first().press('Enter');
        await viewers.locator('.oauth2-connect').first().waitFor();
        const address = viewers.getByRole('textbox', { name: 'Address for assistants (MCP server)' });
        check.equal(await address.inputValue(), mcp);
        check.deepEqual(await cut(viewers), []);
        check.deepEqual(await viewers.locator('.oauth2-connect .oauth2-name').allInnerTexts(), [
            'Claude', 'Claude Code', 'ChatGPT', 'Codex', 'Visual Studio Code', 'Zed', 'OpenCode',
        ]);
        check.equal(await viewers.getByRole('link', { name: 'Choose which assistants may connect' }).count(), 0, 'for administrators');
        await viewers.evaluate(() => navigator.clipboard.writeText('before'));
        await show(viewers);
        check.equal(await viewers.evaluate(() => navigator.clipboard.readText()), 'before', 'nothing is copied without a click');
        await viewers.locator('.oauth2-copy-field').getByRole('button').focus();
        await viewers.keyboard.press('Enter');
        await viewers.locator('.oauth2-copy').filter({ hasText: 'Copied' }).waitFor();
        check.equal(await viewers.evaluate(() => navigator.clipboard.readText()), mcp);

        const code = guide(viewers, 'Claude Code');
        check.equal(await code.locator('ol').isVisible(), false, 'the steps are folded away');
        await code.locator('summary').focus();
        await viewers.keyboard.press('Enter');
        check.match(await code.innerText(), /In Claude Code, enter:[\s\S]*Log in, check the name of the assistant, and choose Allow\./);
        check.equal(await code.locator('code').first().innerText(), `claude mcp add --transport http matomo "${mcp}"`);
        await code.getByRole('button', { name: 'Copy: Claude Code' }).first().press('Enter');
        await code.locator('.oauth2-copy').filter({ hasText: 'Copied' }).waitFor();
        check.equal(await viewers.evaluate(() => navigator.clipboard.readText()), `claude mcp add --transport http matomo "${mcp}"`);
        await guide(viewers, 'Visual Studio Code').locator('summary').press('Enter');
        const link = await guide(viewers, 'Visual Studio Code').getByRole('link', { name: 'Add to Visual Studio Code' }).getAttribute('href');
        check.deepEqual(JSON.parse(decodeURIComponent(link.replace('vscode:mcp/install?', ''))), { name: 'matomo', type: 'http', url: mcp });
        await guide(viewers, 'Claude').locator('summary').press('Enter');
        check.match(await guide(viewers, 'Claude').innerText(), /must be reachable from the internet/);
        await picture(viewers, 'connect-1280');
        check.deepEqual(await violations(viewers), []);
        await viewers.setViewportSize(PHONE);
        await picture(viewers, 'connect-390');
        check.deepEqual(await overflow(viewers), []);
        check.deepEqual(await violations(viewers), []);
        await viewers.setViewportSize({ width: 1280, height: 900 });
    });

    await test('in every language, on a phone, with all steps unfolded', async () => {
        await viewers.setViewportSize(PHONE);
        for (const language of ['de', 'es', 'fr', 'ja', 'pt-br', 'zh-cn']) {
            await show(viewers, language);
            await viewers.locator('.oauth2-connect').evaluateAll((folds) => folds.forEach((fold) => { fold.open = true; }));
            const text = await viewers.locator('.oauth2').innerText();
            check.doesNotMatch(text, /OAuth2_|%\d/, language);
            check.doesNotMatch(text, /Paste the address|Log in/, language);
            check.deepEqual(await overflow(viewers), [], language);
        }
        await show(viewers);
        await viewers.setViewportSize({ width: 1280, height: 900 });
    });

    await test('an assistant that is switched off is not offered, and the page says what else may connect', async () => {
        await api(admins, 'OAuth2.setAssistant', { assistant: 'zed', state: 'off', passwordConfirmation: users.admin });
        await trust('approval');
        check.match(await show(viewers), /your first try asks for the approval/);
        check.equal(await guide(viewers, 'Zed').count(), 0);
        check.equal(await guide(viewers, 'Codex').count(), 1);
        await trust('any');
        check.match(await show(viewers), /Other assistants can connect, too/);
        await api(admins, 'OAuth2.setAssistant', { assistant: 'zed', state: 'on', passwordConfirmation: users.admin });
        await trust('known');
        await show(admins);
        check.equal(await admins.getByRole('link', { name: 'Choose which assistants may connect' }).count(), 1);
    });

    /** Allows Claude Code, and returns the scope of its token. */
    async function allow(page) {
        callbacks.length = 0;
        const verifier = randomBytes(32).toString('base64url');
        const asked = new URLSearchParams({
            response_type: 'code',
            client_id: 'https://claude.ai/oauth/claude-code-client-metadata',
            redirect_uri: callback,
            resource: mcp,
            state: randomBytes(8).toString('hex'),
            code_challenge: createHash('sha256').update(verifier).digest('base64url'),
            code_challenge_method: 'S256',
        });
        await page.goto(`${matomo}/index.php?module=OAuth2&action=authorize&${asked}`);
        check.ok(await page.getByText('Known assistant').isVisible());
        await picture(page, 'connect-consent-1280');
        await page.getByRole('button', { name: 'Allow' }).click();
        await page.waitForURL(`${callback}**`);
        const answer = await fetch(`${matomo}/index.php?module=OAuth2&action=token`, {
            method: 'POST',
            body: new URLSearchParams({
                grant_type: 'authorization_code', client_id: asked.get('client_id'), code: callbacks[0].query.code, redirect_uri: callback, code_verifier: verifier,
            }),
        });
        return (await answer.json()).scope;
    }

    await test('the user gets a mail about the new connection, but not when the same is allowed again', async () => {
        for (const [name, value] of [['transport', 'smtp'], ['host', '127.0.0.1'], ['port', String(smtp.address().port)]]) {
            run('config:set', '--section=mail', `--key=${name}`, `--value=${value}`);
        }
        check.equal(await allow(viewers), 'matomo:read');
        const mail = await nextMail();
        check.ok(mail !== null, 'a mail arrives');
        check.match(mail, /^To: viewer@example\.org$/m);
        check.match(mail, /^Subject: An app may now use Matomo with your access$/m);
        const body = html(mail);
        check.match(body, /The app “Claude Code” was allowed to use Matomo with your access\./);
        const links = [...body.matchAll(/href="([^"]*)"/g)].map(([, link]) => link.replaceAll('&amp;', '&'));
        check.ok(links.includes(`${matomo}/index.php?module=OAuth2&action=authorizedApps`), links.join(' '));
        check.ok(!mail.includes(callbacks[0].query.code) && !body.includes(callbacks[0].query.code));
        check.equal(await allow(viewers), 'matomo:read');
        check.equal(await nextMail(2000), null, 'the same session repeats what it allowed');
        // Somebody else who knows the password connects the same app.
        const thief = await open();
        await thief.page.goto(`${matomo}/index.php?module=Login`);
        await logIn(thief.page, 'viewer');
        await thief.page.waitForURL((url) => !url.search.includes('module=Login'), { waitUntil: 'commit' });
        check.equal(await allow(thief.page), 'matomo:read');
        check.match(await nextMail() ?? '', /^Subject: An app may now use Matomo with your access$/m, 'a second connection is news');
        await thief.context.close();
    });

    await test('a user who has switched the mails off gets a last one that says so, and a mail server that refuses breaks nothing', async () => {
        const settings = `${matomo}/index.php?module=UsersManager&action=userSettings`;
        await viewers.goto(settings);
        await viewers.getByText('Mail about apps that you allow').first().waitFor();
        const revoke = async () => {
            const answer = await api(viewers, 'OAuth2.revokeMyApp', { clientId: 'https://claude.ai/oauth/claude-code-client-metadata' });
            check.notEqual(answer.result, 'error', JSON.stringify(answer));
        };
        const wants = async (value) => {
            const answer = await api(viewers, 'CorePluginsAdmin.setUserSettings', {
                'settingValues[OAuth2][0][name]': 'connectionMail', 'settingValues[OAuth2][0][value]': value, passwordConfirmation: users.viewer,
            });
            check.equal(answer.result, 'success', JSON.stringify(answer));
        };
        await revoke();
        await wants('0');
        const last = await nextMail();
        check.match(last ?? '', /^Subject: Mails about apps with your access are switched off$/m);
        check.match(html(last), /change your password/);
        await allow(viewers);
        check.equal(await nextMail(2000), null);
        await viewers.goto(appsUrl());
        await revoke();
        await wants('1');
        refuses = true;
        check.equal(await allow(viewers), 'matomo:read', 'the consent succeeds');
        refuses = false;
        check.equal(await nextMail(1000), null);
    });

    await test('a connected assistant is listed as a known one, with its host and what it is for', async () => {
        await viewers.goto(appsUrl());
        const app = viewers.locator('.oauth2-app').filter({ hasText: 'Claude Code' });
        await app.waitFor();
        const text = await app.innerText();
        check.match(text, /Claude Code\s+Known assistant\s+Described by claude\.ai/);
        check.match(text, /For: Questions of assistants \(MCP server\)/);
        await picture(viewers, 'connect-apps-1280');
        check.deepEqual(await violations(viewers), []);
        check.equal(await injected(viewers), false);
    });

    await test('the browser reported no errors', () => {
        check.deepEqual([...errors, ...viewersErrors], []);
    });
} finally {
    await trust('off');
    run('plugin:deactivate', 'McpServer');
    rmSync(server, { recursive: true, force: true });
    smtp.close();
}

await close();
done();
