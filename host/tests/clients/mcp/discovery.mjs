// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * Lets clients find the authorization server from nothing but the address of the MCP server, or of the issuer, and prints as
 * JSON how each got on: "yes", or "no". A client got on if it sends the browser to the right authorization endpoint, which
 * answers. Usage: discovery.mjs ISSUER CLIENT_ID; the issuer may be that of index.php
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as sdk1 from '@modelcontextprotocol/sdk/client/auth.js';
import * as client2 from '@modelcontextprotocol/client';
import * as oauth from 'oauth4webapi';
import * as openid from 'openid-client';

const [issuer, clientId] = process.argv.slice(2);
const base = issuer.replace(/\/index\.php$/, '');
const mcp = `${base}/index.php?module=API&method=McpServer.mcp&format=mcp`;
const redirectUri = 'http://127.0.0.1:4699/callback';

/** Tells whether a URL is the server's authorization endpoint, and something answers there. */
async function leads(url) {
    const { origin, pathname, searchParams } = new URL(url);
    const right = `${origin}${pathname}` === `${base}/oauth2/authorize`
        || (`${origin}${pathname}` === `${base}/index.php` && searchParams.get('action') === 'authorize');

    return right && [200, 302, 400].includes((await fetch(url, { redirect: 'manual' })).status);
}

/** The OAuth client of an MCP SDK: it begins with the challenge of the MCP server. */
async function mcpClient(sdk) {
    let found = '';
    const provider = {
        redirectUrl: redirectUri,
        clientMetadata: { redirect_uris: [redirectUri], token_endpoint_auth_method: 'none' },
        clientInformation: () => ({ client_id: clientId }),
        tokens: () => undefined,
        saveTokens() {},
        codeVerifier: () => 'x'.repeat(43),
        saveCodeVerifier() {},
        redirectToAuthorization(url) {
            found = url.href;
        },
    };
    const { resourceMetadataUrl } = sdk.extractWWWAuthenticateParams(await fetch(mcp, { method: 'POST' }));
    await sdk.auth(provider, { serverUrl: mcp, resourceMetadataUrl });

    return leads(found);
}

/** A client that gets the issuer alone, by either way of discovery. */
async function byIssuer(discover) {
    for (const algorithm of ['oauth2', 'oidc']) {
        try {
            return await leads(await discover(algorithm));
        } catch {
            // The other way may work.
        }
    }

    return false;
}

function mcpRemote() {
    const home = mkdtempSync(join(tmpdir(), 'oauth2-mcp-remote-'));
    const bridge = spawn(process.execPath, [
        join(process.env.OAUTH2_NODE_CLIENTS, 'node_modules/mcp-remote/dist/proxy.js'), mcp, '4698', '--host', '127.0.0.1', '--allow-http',
        '--static-oauth-client-info', JSON.stringify({ client_id: clientId }),
    ], { env: { ...process.env, HOME: home, MCP_REMOTE_CONFIG_DIR: home, BROWSER: 'true' }, stdio: ['pipe', 'ignore', 'pipe'] });
    let said = '';

    return new Promise((resolve, reject) => {
        const late = setTimeout(() => reject(new Error(said)), 15000);
        bridge.on('exit', () => reject(new Error(said)));
        bridge.stderr.on('data', (chunk) => {
            said += chunk;
            const [, url] = said.match(/(http:\S+[=\/]authorize[?&]\S*)\s/) ?? [];
            if (url) {
                clearTimeout(late);
                resolve(leads(url));
            }
        });
        bridge.stderr.on('end', () => clearTimeout(late));
    }).finally(() => {
        bridge.kill();
        rmSync(home, { recursive: true, force: true });
    });
}

const clients = {
    'MCP SDK 1': () => mcpClient(sdk1),
    'MCP client 2': () => mcpClient(client2),
    'mcp-remote': mcpRemote,
    oauth4webapi: () => byIssuer(async (algorithm) => {
        const options = { [oauth.allowInsecureRequests]: true, algorithm };
        const server = await oauth.processDiscoveryResponse(new URL(issuer), await oauth.discoveryRequest(new URL(issuer), options));

        return server.authorization_endpoint;
    }),
    'openid-client': () => byIssuer(async (algorithm) => {
        const config = await openid.discovery(new URL(issuer), clientId, undefined, openid.None(), { execute: [openid.allowInsecureRequests], algorithm });

        return openid.buildAuthorizationUrl(config, { redirect_uri: redirectUri }).href;
    }),
};
const result = {};
for (const [name, run] of Object.entries(clients)) {
    try {
        result[name] = (await run()) ? 'yes' : 'no';
    } catch (error) {
        result[name] = 'no';
        if (process.env.VERBOSE) {
            console.error(name, error);
        }
    }
}
console.log(JSON.stringify(result));
process.exit(0);
