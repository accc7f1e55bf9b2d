// SPDX-License-Identifier: GPL-3.0-or-later
/** MCP clients that register themselves: nothing is configured but the address of the MCP server. */
import * as two from '@modelcontextprotocol/client';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { check, done, test } from '../node/check.mjs';
import { issuer, users } from '../node/settings.mjs';
import { MemoryProvider } from './provider.mjs';
import { callThroughMcpRemote } from './remote.mjs';

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

await test('mcp-remote registers itself, logs in and passes messages on', () => callThroughMcpRemote('4619'));
done();
