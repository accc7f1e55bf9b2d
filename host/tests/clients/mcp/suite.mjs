// SPDX-License-Identifier: GPL-3.0-or-later
/** Tests for the OAuth clients of both MCP SDK generations, which start from a refused call. */
import { check, test } from '../node/check.mjs';
import { api, clients, issuer, resource, users, whoami } from '../node/settings.mjs';
import { MemoryProvider } from './provider.mjs';

const loopback = (uri, port) => Object.assign(new URL(uri), { port: String(port) }).href;
const confidential = clients.confidential;
const spa = { ...clients.public, redirectUri: loopback(clients.public.redirectUri, 4611) };

/** Calls the protected API as the SDKs' transports do. */
const call = (token, url = api) => fetch(url, { headers: token ? { authorization: `Bearer ${token}` } : {} });

/**
 * @param {string} name of the SDK
 * @param {{auth: Function, extractWWWAuthenticateParams: Function, discoverOAuthProtectedResourceMetadata: Function, discoverAuthorizationServerMetadata: Function, ClientCredentialsProvider: Function}} sdk
 * @param {{finish: (callback: URL) => object}} options how auth() gets the callback's parameters
 */
export async function suite(name, sdk, { finish }) {
    /** Obtains tokens from a refused call: challenge, discovery, authorization, code. */
    async function connect(client, user = users.viewer, wish = {}) {
        const provider = new MemoryProvider(client, user, wish);
        const { resourceMetadataUrl, scope } = sdk.extractWWWAuthenticateParams(await call());
        const start = { serverUrl: resource, resourceMetadataUrl, scope };
        check.equal(await sdk.auth(provider, start), 'REDIRECT');
        check.equal(await sdk.auth(provider, { ...start, ...finish(provider.callback) }), 'AUTHORIZED');
        return { provider, start };
    }

    await test(`${name}: the challenge names metadata and scope, and both documents parse`, async () => {
        const { resourceMetadataUrl, scope } = sdk.extractWWWAuthenticateParams(await call());
        check.equal(scope, 'matomo:read');
        const found = await sdk.discoverOAuthProtectedResourceMetadata(resource, { resourceMetadataUrl });
        check.equal(found.resource, resource);
        const server = await sdk.discoverAuthorizationServerMetadata(found.authorization_servers[0]);
        check.equal(server.issuer, issuer);
        check.ok(server.code_challenge_methods_supported.includes('S256'));
    });

    await test(`${name}: resource metadata is found at the well-known URL without the challenge`, async () => {
        check.equal((await sdk.discoverOAuthProtectedResourceMetadata(resource)).resource, resource);
    });

    await test(`${name}: the metadata of the MCP endpoint, whose URL has a query, is found; its token is valid only there`, async () => {
        const mcp = `${issuer}/index.php?module=API&method=McpServer.mcp&format=mcp`;
        check.equal((await sdk.discoverOAuthProtectedResourceMetadata(mcp)).resource, mcp);
        const provider = new MemoryProvider(spa, users.viewer);
        check.equal(await sdk.auth(provider, { serverUrl: mcp }), 'REDIRECT');
        check.equal(provider.asked.searchParams.get('resource'), mcp);
        check.equal(await sdk.auth(provider, { serverUrl: mcp, ...finish(provider.callback) }), 'AUTHORIZED');
        const claims = JSON.parse(Buffer.from(provider.saved.access_token.split('.')[1], 'base64url'));
        check.deepEqual([claims.aud].flat(), [mcp]);
        check.equal((await call(provider.saved.access_token)).status, 401);
    });

    await test(`${name}: a public client gets from a refused call to a protected answer`, async () => {
        const { provider } = await connect(spa);
        check.equal(provider.asked.searchParams.get('resource'), resource);
        check.equal(provider.asked.searchParams.get('code_challenge_method'), 'S256');
        const answer = await call(provider.saved.access_token, whoami);
        check.equal(answer.status, 200);
        check.equal((await answer.json()).login, users.viewer.login);
    });

    await test(`${name}: a confidential client gets from a refused call to a protected answer`, async () => {
        const { provider } = await connect(confidential);
        check.equal((await call(provider.saved.access_token)).status, 200);
    });

    await test(`${name}: tokens are refreshed with the resource and without the user`, async () => {
        const { provider, start } = await connect(spa);
        const before = provider.saved;
        check.equal(await sdk.auth(provider, start), 'AUTHORIZED');
        check.notEqual(provider.saved.access_token, before.access_token);
        check.notEqual(provider.saved.refresh_token, before.refresh_token);
        check.equal((await call(provider.saved.access_token)).status, 200);
    });

    await test(`${name}: after a revoked refresh token the client asks the user again`, async () => {
        const { provider, start } = await connect(spa);
        const revoked = await fetch((await sdk.discoverAuthorizationServerMetadata(issuer)).revocation_endpoint, {
            method: 'POST',
            body: new URLSearchParams({ token: provider.saved.refresh_token, client_id: spa.id }),
        });
        check.equal(revoked.status, 200);
        check.equal((await call(provider.saved.access_token)).status, 401);
        provider.callback = undefined;
        check.equal(await sdk.auth(provider, start), 'REDIRECT');
        check.ok(provider.callback.searchParams.get('code'));
    });

    await test(`${name}: the client credentials provider gets a working token`, async () => {
        const provider = new sdk.ClientCredentialsProvider({ clientId: confidential.id, clientSecret: confidential.secret, scope: 'matomo:read', expectedIssuer: issuer });
        check.equal(await sdk.auth(provider, { serverUrl: resource }), 'AUTHORIZED');
        check.equal((await call(provider.tokens().access_token)).status, 200);
    });

    await test(`${name}: a used code is refused`, async () => {
        const { provider, start } = await connect(spa);
        const token = provider.saved.access_token;
        await check.rejects(async () => {
            provider.saved = undefined;
            return sdk.auth(provider, { ...start, ...finish(provider.callback) });
        });
        // Within the grace a repetition is taken for a reloaded page.
        check.equal((await call(token)).status, 200);
    });

    return { connect, call };
}
