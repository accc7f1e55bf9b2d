// SPDX-License-Identifier: GPL-3.0-or-later
/** Complete MCP clients at the host's MCP server: they need only its address to get a tool's answer. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as two from '@modelcontextprotocol/client';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { authorize } from '../node/driver.mjs';
import { check, done, test } from '../node/check.mjs';
import { clients, issuer, users } from '../node/settings.mjs';
import { MemoryProvider } from './provider.mjs';

const mcp = `${issuer}/index.php?module=API&method=McpServer.mcp&format=mcp`;
const loopback = Object.assign(new URL(clients.public.redirectUri), { port: '4613' }).href;

for (const [name, sdk, finish] of [
    ['sdk 1', { Client, StreamableHTTPClientTransport }, (transport, callback) => transport.finishAuth(callback.searchParams.get('code'))],
    ['client 2', two, (transport, callback) => transport.finishAuth(callback.searchParams)],
]) {
    await test(`${name}: it needs only the address of the MCP server`, async () => {
        const authProvider = new MemoryProvider({ id: clients.public.id, redirectUri: loopback }, users.writer);
        const transport = () => new sdk.StreamableHTTPClientTransport(new URL(mcp), { authProvider });
        const first = transport();
        await check.rejects(new sdk.Client({ name: 'test', version: '1' }).connect(first));
        check.equal(authProvider.asked.searchParams.get('resource'), mcp);
        check.equal(authProvider.asked.searchParams.get('scope'), 'matomo:read');
        await finish(first, authProvider.callback);

        const client = new sdk.Client({ name: 'test', version: '1' });
        await client.connect(transport());
        check.deepEqual((await client.listTools()).tools.map((tool) => tool.name), ['visits_summary', 'add_annotation']);
        const answer = await client.callTool({ name: 'visits_summary', arguments: {} });
        check.equal(JSON.parse(answer.content[0].text).nb_visits, 814);
        await client.close();
    });
}

await test('mcp-remote, which desktop programs start, logs in and passes messages on', async () => {
    const home = mkdtempSync(join(tmpdir(), 'oauth2-mcp-remote-'));
    const program = join(process.env.OAUTH2_NODE_CLIENTS, 'node_modules/mcp-remote/dist/proxy.js');
    const bridge = spawn(process.execPath, [
        program, mcp, '4614', '--host', '127.0.0.1', '--callback-path', new URL(clients.public.redirectUri).pathname,
        '--allow-http', '--static-oauth-client-info', JSON.stringify({ client_id: clients.public.id }),
    ], { env: { ...process.env, HOME: home, MCP_REMOTE_CONFIG_DIR: home, BROWSER: 'true' }, stdio: ['pipe', 'pipe', 'pipe'] });
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
});
done();
