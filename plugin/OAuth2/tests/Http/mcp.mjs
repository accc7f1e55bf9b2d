// SPDX-License-Identifier: GPL-3.0-or-later
/** The MCP server's address, a resource of its own: which tokens it accepts, and which its tokens are good for. */
import { admin, api, bulk, challengeOf, check, clientCredentials, clients, done, isError, issuer, metadata, post, request, resourceMetadata, site, test, tokens, users } from './call.mjs';

const { viewer, superuser } = users;
const address = `${issuer}/index.php?module=API&method=McpServer.mcp&format=mcp`;
const scope = 'matomo:read';
const made = await tokens(clients.ceiling, { scope, resource: address }, viewer);
const forMcp = made.access_token;
const forApi = (await tokens(clients.ceiling, { scope }, viewer)).access_token;
const own = `method=UsersManager.getUser&userLogin=${viewer.login}`;

/** A call of the MCP server's address, by its query or by a form. */
const mcp = (bearer, { parameters = {}, form = {}, format = 'mcp', method = 'McpServer.mcp' } = {}) => request({
    parameters: { module: 'API', method, format, ...parameters }, headers: bearer === null ? {} : { authorization: `Bearer ${bearer}` }, form,
});

/** A 401 whose challenge leads to the MCP server's metadata. */
async function refused(answer, error, what = '') {
    check.equal(answer.status, 401, `${what}: ${answer.text.slice(0, 300)}`);
    const challenge = challengeOf(answer, what);
    check.equal(challenge.error, error, what);
    const found = await (await fetch(challenge.resource_metadata)).json();
    check.equal(found.resource, address, what);
    check.equal(answer.headers.get('set-cookie'), null);
}

await test('only a token for the MCP server is accepted at its address', async () => {
    const answer = await mcp(forMcp);
    check.equal(answer.status, 200, answer.text);
    check.equal(answer.json.login, viewer.login);
    for (const [what, value] of [['of a user', forApi], ['of the client', (await clientCredentials(clients.ceiling, scope)).body.access_token], ['of the highest scope', (await tokens(clients.ceiling, { scope: 'matomo:superuser' }, superuser)).access_token]]) {
        await refused(await mcp(value), 'invalid_token', what);
        for (const options of [{ format: 'json' }, { form: {}, parameters: { tool: 'API.getMatomoVersion' } }, { method: ' McpServer.mcp' }, { method: 'McpServer.mcp ' }]) {
            await refused(await mcp(value, options), 'invalid_token', `${what} ${JSON.stringify(options)}`);
        }
    }
    await refused(await mcp(null), undefined, 'without a token');
});

await test('a refreshed token, and one of the client itself, are for the same resource', async () => {
    const { body } = await post(metadata.token_endpoint, { grant_type: 'refresh_token', refresh_token: made.refresh_token, client_id: clients.ceiling.id, client_secret: clients.ceiling.secret });
    check.equal((await mcp(body.access_token)).status, 200);
    const client = await post(metadata.token_endpoint, { grant_type: 'client_credentials', scope, resource: address, client_id: clients.ceiling.id, client_secret: clients.ceiling.secret });
    check.equal((await mcp(client.body.access_token)).status, 200);
    check.equal((await api('API.getMatomoVersion', {}, { bearer: client.body.access_token })).status, 401);
});

await test('the MCP server\'s tools call API methods with the same token, under the same limits', async () => {
    const tool = (name, parameters = {}) => mcp(forMcp, { parameters: { tool: name, ...parameters } });
    const mine = await tool('UsersManager.getUser', { userLogin: viewer.login });
    check.equal(mine.status, 200, mine.text);
    check.equal(mine.json.result.login, viewer.login);
    check.equal((await tool('API.getMatomoVersion')).status, 200);
    check.equal((await tool('McpServer.mcp')).status, 200);
    const writes = await tool('Goals.addGoal');
    check.equal(writes.status, 403, writes.text);
    const challenge = challengeOf(writes);
    check.deepEqual([challenge.error, challenge.scope], ['insufficient_scope', 'matomo:write']);
    check.equal((await (await fetch(challenge.resource_metadata)).json()).resource, address);
    check.equal((await tool('OAuth2.createClient')).status, 403);
    check.equal((await tool('SitesManager.getAllSites')).status, 403);
});

await test('a token for the MCP server is valid nowhere else', async () => {
    for (const method of ['API.getMatomoVersion', 'UsersManager.getUser', 'API.getBulkRequest', 'McpServer.getResultOf', 'McpServer.mcp.x', 'mcpserver.mcp', '']) {
        const answer = await mcp(forMcp, { method, format: 'json', form: { name: 'McpServer.mcp', 'urls[]': 'method=McpServer.mcp' } });
        check.equal(answer.status, 401, `${method}: ${answer.text}`);
        check.equal(challengeOf(answer).resource_metadata, resourceMetadata, method);
    }
    // If query and form name a method, Matomo calls the query's.
    check.equal((await request({ parameters: { module: 'API', method: 'API.getMatomoVersion', format: 'json' }, headers: { authorization: `Bearer ${forMcp}` }, form: { method: 'McpServer.mcp' } })).status, 401);
    check.equal((await mcp(forMcp, { form: { method: 'API.getMatomoVersion' } })).status, 200);
});

await test('inside a bulk request and another call, too, only a token for the MCP server reaches it', async () => {
    const answer = await bulk([own, 'method=McpServer.mcp&format=mcp', 'method=McpServer.mcp&tool=API.getMatomoVersion', 'method= McpServer.mcp', own], { bearer: forApi });
    check.equal(answer.status, 200, answer.text);
    check.deepEqual(answer.json.map((one) => (isError(one) ? 'error' : one.login)), [viewer.login, 'error', 'error', 'error', viewer.login]);
    check.match(answer.json[1].message, /token is not for the MCP server/);
    check.equal(answer.headers.get('www-authenticate'), null);
    await refused(await api('McpServer.getResultOf', { name: 'McpServer.mcp' }, { bearer: forApi }), 'invalid_token', 'nested');
    check.equal((await api('McpServer.getResultOf', { name: 'API.getMatomoVersion' }, { bearer: forApi })).status, 200);
    const report = await api('API.getProcessedReport', { idSite: site, period: 'day', date: 'today', apiModule: 'McpServer', apiAction: 'mcp' }, { bearer: forApi });
    check.ok(isError(report.json), report.text.slice(0, 200));
});

await test('a token_auth works at the address as before', async () => {
    const token = admin('token', viewer.login, viewer.password);
    const answer = await request({ parameters: { module: 'API', method: 'McpServer.mcp', format: 'mcp' }, form: { token_auth: token } });
    check.equal(answer.status, 200, answer.text);
    check.equal(answer.json.login, viewer.login);
});

done();
