// SPDX-License-Identifier: GPL-3.0-or-later
/** mcp-remote, the program by which desktop programs reach MCP servers. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { authorize } from '../node/driver.mjs';
import { check } from '../node/check.mjs';
import { issuer, users } from '../node/settings.mjs';

const mcp = `${issuer}/index.php?module=API&method=McpServer.mcp&format=mcp`;

/** Starts mcp-remote with nothing stored, logs in as its user, and calls a tool through it. */
export async function callThroughMcpRemote(callbackPort, options = []) {
    const home = mkdtempSync(join(tmpdir(), 'oauth2-mcp-remote-'));
    const program = join(process.env.OAUTH2_NODE_CLIENTS, 'node_modules/mcp-remote/dist/proxy.js');
    const bridge = spawn(process.execPath, [program, mcp, callbackPort, '--allow-http', ...options], {
        env: { ...process.env, HOME: home, MCP_REMOTE_CONFIG_DIR: home, BROWSER: 'true' }, stdio: ['pipe', 'pipe', 'pipe'],
    });
    const send = (message) => bridge.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
    let said = '';
    let answers = '';
    try {
        const answer = new Promise((resolve, reject) => {
            let asked = false;
            const late = setTimeout(() => reject(new Error(`no answer; it said: ${said}`)), 60000);
            bridge.on('exit', () => reject(new Error(`it ended; it said: ${said}`)));
            bridge.stderr.on('data', (chunk) => {
                said += chunk;
                const [, url] = said.match(/(http:\S+[=\/]authorize[?&]\S*)\s/) ?? [];
                if (url && !asked) {
                    asked = true;
                    authorize(url, users.viewer).then((callback) => fetch(callback)).catch(reject);
                }
            });
            bridge.stdout.on('data', (chunk) => {
                answers += chunk;
                const line = answers.split('\n').find((one) => one.includes('"id":2'));
                if (line) {
                    clearTimeout(late);
                    resolve(JSON.parse(line));
                }
            });
        });
        send({ id: 1, method: 'initialize', params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'test', version: '1' } } });
        send({ method: 'notifications/initialized' });
        send({ id: 2, method: 'tools/call', params: { name: 'visits_summary', arguments: {} } });
        const { result } = await answer;
        check.equal(JSON.parse(result.content[0].text).nb_visits, 814);
    } finally {
        bridge.removeAllListeners('exit');
        const ended = new Promise((resolve) => bridge.on('exit', resolve));
        bridge.kill();
        await ended;
        rmSync(home, { recursive: true, force: true });
    }
}
