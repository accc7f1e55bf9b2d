// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * Extracts the example programs from the plugin's guides and runs them unchanged against the host. A program is a code
 * block whose first line (in PHP the second) names its file.
 *
 * The test changes only what a reader would: the environment, the port 8000 if it is taken, and in the page for browsers,
 * which has no environment, the address and the client ID.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { authorize, Browser } from '../clients/node/driver.mjs';
import { check, done, test } from '../clients/node/check.mjs';
import settings, { clients, issuer, users } from '../clients/node/settings.mjs';

const docs = fileURLToPath(new URL('../../../plugin/OAuth2/docs/', import.meta.url));
const guides = ['client-credentials.md', 'authorization-code.md'];
const { viewer } = users;
/** The host's made-up number of visits; the settings of a real Matomo contain the counted one. */
const visits = settings.visits ?? 814;
const printed = new RegExp(`(^|[^\\d])${visits}( visits|,|})`);

const folder = mkdtempSync(join(tmpdir(), 'oauth2-guides-'));
mkdirSync(join(folder, 'sessions'));
symlinkSync(join(process.env.OAUTH2_EXAMPLES_NODE, 'node_modules'), join(folder, 'node_modules'));
symlinkSync(process.env.OAUTH2_EXAMPLES_PHP, join(folder, 'vendor'));

/** The programs by file name, and all other blocks. */
const programs = new Map();
const nameless = [];
for (const guide of guides) {
    for (const [, language, code] of readFileSync(join(docs, guide), 'utf8').matchAll(/^```([a-z]+)\n([\s\S]*?)^```$/gm)) {
        const [, name] = code.match(/^(?:<\?php\n)?(?:#|\/\/|<!--) ([\w-]+\.[a-z]+)(?: -->)?\n/) ?? [];
        if (name) {
            check.ok(!programs.has(name), `${name} exists twice`);
            programs.set(name, code);
        } else {
            nameless.push({ guide, language, code });
        }
    }
}

async function freePort() {
    const server = createServer();
    await new Promise((ready) => { server.listen(0, '127.0.0.1', ready); });
    const { port } = server.address();
    await new Promise((closed) => { server.close(closed); });
    return port;
}

const commands = { sh: 'bash', php: process.env.OAUTH2_EXAMPLES_PHP_COMMAND ?? 'php', py: '/usr/bin/python3', mjs: process.execPath };

/** Writes the program with its own port and returns the command that starts it. */
async function prepare(name, change = (code) => code) {
    const port = await freePort();
    const file = join(folder, name);
    writeFileSync(file, change(programs.get(name).replaceAll(/\b8000\b/g, String(port))));
    return { file, port };
}

function start(client, command, ...given) {
    return spawn(command, given, {
        cwd: folder,
        env: {
            ...process.env, MATOMO_URL: issuer, CLIENT_ID: client.id, CLIENT_SECRET: client.secret ?? '', BROWSER: 'true',
            PYTHONDONTWRITEBYTECODE: '1', NODE_OPTIONS: '',
        },
        stdio: ['pipe', 'pipe', 'pipe'],
    });
}

/** Runs a program to its end; the driver opens the URL after "Open: ". */
async function run(name, client, decision = 'allow') {
    const { file } = await prepare(name);
    const program = start(client, commands[name.split('.').pop()], file);
    let output = '';
    let asked = false;
    let trouble = null;
    const read = (chunk) => {
        output += chunk;
        const [, url] = output.match(/Open: (\S+)\n/) ?? [];
        if (url && !asked) {
            asked = true;
            authorize(url, viewer, { decision }).then((answer) => (name.endsWith('.sh')
                ? program.stdin.end(`${answer.href}\n`)
                : fetch(answer))).catch((error) => { trouble = error; program.kill(); });
        }
    };
    program.stdout.on('data', read);
    program.stderr.on('data', read);
    const late = setTimeout(() => { trouble = new Error('too slow'); program.kill(); }, 60000);
    const status = await new Promise((resolve) => { program.on('close', resolve); });
    clearTimeout(late);
    if (trouble) {
        throw new Error(`${trouble.message}: ${output}`);
    }
    return { status, output };
}

/** Runs a program that starts a web server, while `body` runs. */
async function serve(name, client, body, change) {
    const { file, port } = await prepare(name, change);
    const script = name.endsWith('.html') ? ['-t', folder] : [file];
    const server = start(client, commands.php, '-d', `session.save_path=${folder}/sessions`, '-S', `127.0.0.1:${port}`, ...script);
    let log = '';
    server.stderr.on('data', (chunk) => { log += chunk; });
    try {
        for (let tries = 0; !log.includes('started') && tries < 200; tries++) {
            await new Promise((later) => { setTimeout(later, 50); });
        }
        await body(`http://127.0.0.1:${port}`);
        check.doesNotMatch(log, /PHP (Fatal|Warning|Notice|Deprecated|Parse)/);
    } finally {
        const ended = new Promise((resolve) => { server.on('exit', resolve); });
        server.kill();
        await ended;
    }
}

const ran = new Set();
const covers = (name) => {
    ran.add(name);
    check.ok(programs.has(name), `no guide has ${name}`);
};

for (const name of ['client-credentials.sh', 'client-credentials.php', 'client-credentials-league.php', 'client_credentials.py', 'client_credentials_authlib.py', 'client-credentials.mjs']) {
    await test(`${name} prints yesterday's visits`, async () => {
        covers(name);
        const { status, output } = await run(name, clients.analytics_app);
        check.match(output, printed);
        check.equal(status, 0, output);
    });

    await test(`${name} fails with a wrong secret, and does not print it`, async () => {
        const secret = '0'.repeat(64);
        const { status, output } = await run(name, { id: clients.analytics_app.id, secret });
        check.notEqual(status, 0);
        check.ok(!output.includes(secret), output);
        check.doesNotMatch(output, printed);
        if (name.endsWith('.sh')) {
            check.match(output, /"error":"invalid_client","error_description":"[^"]+"/, 'curl hides the reason');
        }
    });
}

for (const [name, client] of [
    ['authorization-code.sh', clients.analytics_app],
    ['authorization_code.py', clients.public_app],
    ['authorization_code_authlib.py', clients.public_app],
    ['authorization-code.mjs', clients.public_app],
]) {
    await test(`${name} logs a user in and prints yesterday's visits`, async () => {
        covers(name);
        const { status, output } = await run(name, client);
        check.match(output, printed);
        check.equal(status, 0, output);
    });

    await test(`${name} ends with an error when the user denies`, async () => {
        const { status, output } = await run(name, client, 'deny');
        check.notEqual(status, 0, output);
        check.doesNotMatch(output, printed);
    });
}

for (const name of ['app.php', 'app-league.php']) {
    const sessions = join(folder, 'sessions');
    const session = () => join(sessions, readdirSync(sessions)[0]);

    await test(`${name} logs a user in, prints yesterday's visits, and refreshes`, async () => {
        covers(name);
        await serve(name, clients.analytics_app, async (origin) => {
            const user = new Browser();
            const sent = await user.request(`${origin}/`);
            check.equal(sent.status, 302);
            const answer = await authorize(sent.headers.get('location'), viewer);
            check.equal((await user.request(answer)).status, 302);
            check.equal(await (await user.request(`${origin}/`)).text(), `${visits} visits`);

            const kept = readFileSync(session(), 'utf8');
            const old = kept.replace(/(expires"?[|;]i:)\d+/, '$11');
            check.notEqual(old, kept, 'the stored session has no expiry time');
            writeFileSync(session(), old);
            check.equal(await (await user.request(`${origin}/`)).text(), `${visits} visits`);
            const refresh = (text) => text.match(/refresh_?token"?;s:\d+:"([^"]+)"/i)?.[1];
            check.notEqual(refresh(readFileSync(session(), 'utf8')), refresh(kept), 'the token was not refreshed');
        });
        rmSync(sessions, { recursive: true });
        mkdirSync(sessions);
    });

    await test(`${name} refuses responses to other requests, and reports when the user denied`, async () => {
        await serve(name, clients.analytics_app, async (origin) => {
            for (const spoil of [(query) => query.set('state', 'x'), (query) => query.delete('state'), (query) => query.delete('iss'), (query) => query.set('iss', 'https://evil.example')]) {
                const user = new Browser();
                const answer = await authorize((await user.request(`${origin}/`)).headers.get('location'), viewer);
                spoil(answer.searchParams);
                check.equal((await user.request(answer)).status, 400);
            }
            check.equal((await new Browser().request(`${origin}/callback?state=&iss=${encodeURIComponent(issuer)}&code=x`)).status, 400);
            const user = new Browser();
            const denied = await authorize((await user.request(`${origin}/`)).headers.get('location'), viewer, { decision: 'deny' });
            check.equal(await (await user.request(denied)).text(), 'Not connected: access_denied');
        });
        rmSync(sessions, { recursive: true });
        mkdirSync(sessions);
    });
}

await test('app.html logs in a user in a browser and shows yesterday\'s visits; it reports a denial', async () => {
    covers('app.html');
    const change = (code) => {
        const changed = code.replace('https://matomo.example.org', issuer);
        check.notEqual(changed, code);
        return changed;
    };
    const browser = await chromium.launch({
        executablePath: process.env.OAUTH2_CHROMIUM,
        args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    });
    try {
        await serve('app.html', clients.spa, async (origin) => {
            const page = await (await browser.newContext()).newPage();
            await page.goto(`${origin}/app.html`);
            const password = page.locator('input[type=password]').first();
            await password.waitFor();
            await page.locator('input:not([type=hidden]):not([type=password])').first().fill(viewer.login);
            await password.fill(viewer.password);
            await password.press('Enter');
            await page.getByRole('button', { name: 'Allow', exact: true }).click();
            await page.getByText(`${visits} visits`).waitFor();
            check.equal(page.url(), `${origin}/app.html`);

            await page.goto(`${origin}/app.html`);
            await page.getByRole('button', { name: 'Deny', exact: true }).click();
            await page.getByText('Not connected: access_denied').waitFor();
            await page.goto(`${origin}/app.html?code=x&state=x&iss=${encodeURIComponent(issuer)}`);
            await page.getByText('This response does not belong to our request.').waitFor();
        }, change);
    } finally {
        await browser.close();
    }
});

await test('every program of the guides was run, and no other block looks like one', () => {
    check.deepEqual([...programs.keys()].filter((name) => !ran.has(name)), []);
    check.deepEqual(nameless.filter(({ language, code }) => language !== 'sh' || !code.startsWith('export ')).map(({ guide, code }) => `${guide}: ${code}`), []);
});

rmSync(folder, { recursive: true, force: true });
done();
