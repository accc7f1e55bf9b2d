// SPDX-License-Identifier: GPL-3.0-or-later
/** Complete MCP clients at the host's MCP server: they need only its address to get a tool's answer. */
import * as two from '@modelcontextprotocol/client';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { check, done, test } from '../node/check.mjs';
import { clients, issuer, users } from '../node/settings.mjs';
import { MemoryProvider } from './provider.mjs';
import { callThroughMcpRemote } from './remote.mjs';

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

await test('mcp-remote, which desktop programs start, logs in and passes messages on', () => callThroughMcpRemote('4614', [
    '--host', '127.0.0.1', '--callback-path', new URL(clients.public.redirectUri).pathname,
    '--static-oauth-client-info', JSON.stringify({ client_id: clients.public.id }),
]));
done();
