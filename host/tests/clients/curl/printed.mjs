// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * node printed.mjs PORT [SERVER OPTION...]: runs the commands that script/server prints, unchanged, in bash. If a command
 * asks for the code that the browser shows, the driver logs in and reads it from the page.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { authorize } from '../node/driver.mjs';
import { check, done, test } from '../node/check.mjs';

const top = fileURLToPath(new URL('../../../..', import.meta.url));
const [port, ...options] = process.argv.slice(2);
const state = mkdtempSync(join(tmpdir(), 'oauth2-printed-'));
const server = spawn(`${top}/script/server`, ['--port', port, '--state', `${state}/host`, ...options], { stdio: ['ignore', 'pipe', 'pipe'] });
let guide = '';
let complaints = '';
server.stdout.on('data', (chunk) => { guide += chunk; });
server.stderr.on('data', (chunk) => { complaints += chunk; });

/** The lines between two headings of the guide. */
function section(from, to) {
    const lines = guide.split('\n').map((line) => line.trim());
    const start = lines.findIndex((line) => line.startsWith(from));
    const end = lines.findIndex((line, i) => i > start && line.startsWith(to));
    check.ok(start >= 0 && end > start, `the guide has no section "${from}":\n${guide}`);
    return lines.slice(start + 1, end).join('\n').trim();
}

/** Runs shell text. When it prints "Open: URL", the driver acts as the user: it opens the URL and types in the code. */
function run(text) {
    return new Promise((resolve, reject) => {
        const shell = spawn('bash', ['-eu', '-o', 'pipefail', '-c', text], { stdio: ['pipe', 'pipe', 'pipe'] });
        let output = '';
        let asked = false;
        shell.stdout.on('data', async (chunk) => {
            output += chunk;
            const [, url] = output.match(/Open: (\S+)\n/) ?? [];
            if (url && !asked) {
                asked = true;
                const [, password] = guide.match(/^\s*viewer\s+(\S+)/m);
                const back = await authorize(url, { login: 'viewer', password });
                const page = await (await fetch(back)).text();
                const code = back.searchParams.get('code');
                shell.stdin.end(`${page.includes(code) ? code : 'the page does not show the code'}\n`);
            }
        });
        shell.stderr.on('data', (chunk) => { output += chunk; });
        shell.on('error', reject);
        shell.on('close', (status) => resolve({ status, output }));
    });
}

try {
    await new Promise((resolve, reject) => {
        const wait = setInterval(() => guide.includes('demo-client') && (clearInterval(wait), resolve()), 50);
        server.on('exit', (code) => reject(new Error(`script/server ended with ${code}: ${guide}${complaints}`)));
    });

    await test('the printed client credentials command gives a token and a protected answer', async () => {
        const { status, output } = await run(section('1. Client credentials', '2.'));
        check.equal(status, 0, output);
        check.match(output, /"login":"\w+"/);
        check.match(output, /"client_id":"analytics_app"/);
    });

    await test('the printed authorization code and refresh commands give tokens and a protected answer', async () => {
        const { status, output } = await run(`${section('2. Authorization code', '3.')}\n${section('3. Refresh token', 'All of this')}`);
        check.equal(status, 0, output);
        check.match(output, /"reports":/);
        check.equal((output.match(/"refresh_token":"/g) ?? []).length, 2, output);
        check.equal(new Set(output.match(/"refresh_token":"[^"]+"/g)).size, 2, output);
    });

    await test('the guide contains no placeholders', () => {
        check.doesNotMatch(guide, /<[a-z_-]+>|YOUR_|EXAMPLE|\.\.\.\s*$/im);
        check.match(guide, /Client secret\s+[0-9a-f]{64}/);
    });

    await test('script/demo-client completes the whole flow by itself', async () => {
        const [command] = guide.match(/script\/demo-client .*$/m);
        const { status, output } = await run(`cd '${top}' && ${command}`);
        check.equal(status, 0, output);
        check.match(output, /access_token|login/);
    });
} finally {
    server.removeAllListeners('exit');
    const ended = new Promise((resolve) => server.on('exit', resolve));
    server.kill('SIGTERM');
    await ended;
    rmSync(state, { recursive: true, force: true });
}
done();
