// SPDX-License-Identifier: GPL-3.0-or-later
/** MCP clients that register themselves: nothing is configured but the address of the MCP server. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as two from '@modelcontextprotocol/client';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { authorize } from '../node/driver.mjs';
import { check, done, test } from '../node/check.mjs';
import { issuer, users } from '../node/settings.mjs';
import { MemoryProvider } from './provider.mjs';

const mcp = `${issuer}/index.php?module=API&method=McpServer.mcp&format=mcp`;

/** A provider without a client: the SDK registers one and hands it over. */
class RegisteringProvider extends MemoryProvider {
    constructor(method) {
        super({ redirectUri: 'http://localhost:4618/callback' }, users.viewer);
        this.method = method;
    }

    get clientMetadata() {
        return { ...super.clientMetadata, token_endpoint_auth_method: this.method };
    }

    clientInformation() {
        return this.registered;
    }

    saveClientInformation(information) {
        this.registered = information;
    }
}

for (const [name, sdk, finish] of [
    ['sdk 1', { Client, StreamableHTTPClientTransport }, (transport, callback) => transport.finishAuth(callback.searchParams.get('code'))],
    ['client 2', two, (transport, callback) => transport.finishAuth(callback.searchParams)],
]) {
    for (const method of ['none', 'client_secret_basic', 'client_secret_post']) {
        await test(`${name} registers itself with ${method}, and calls a tool`, async () => {
            const authProvider = new RegisteringProvider(method);
            const transport = () => new sdk.StreamableHTTPClientTransport(new URL(mcp), { authProvider });
            const first = transport();
            await check.rejects(new sdk.Client({ name: 'test', version: '1' }).connect(first));
            check.match(authProvider.registered.client_id, /^[0-9a-f]{32}$/);
            check.equal(typeof authProvider.registered.client_secret, method === 'none' ? 'undefined' : 'string');
            await finish(first, authProvider.callback);
            const client = new sdk.Client({ name: 'test', version: '1' });
            await client.connect(transport());
            const answer = await client.callTool({ name: 'visits_summary', arguments: {} });
            check.equal(JSON.parse(answer.content[0].text).nb_visits, 814);
            check.equal(authProvider.saved.scope, 'matomo:read');
            check.equal(typeof authProvider.saved.refresh_token, 'string');
            await client.close();
        });
    }
}

await test('mcp-remote registers itself, logs in and passes messages on', async () => {
    const home = mkdtempSync(join(tmpdir(), 'oauth2-mcp-register-'));
    const program = join(process.env.OAUTH2_NODE_CLIENTS, 'node_modules/mcp-remote/dist/proxy.js');
    const bridge = spawn(process.execPath, [program, mcp, '4619', '--allow-http'], {
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
});
done();
