// SPDX-License-Identifier: GPL-3.0-or-later
/** The OAuth client of @modelcontextprotocol/client 2.x (specification 2026-07-28), which checks iss and the issuer. */
import * as sdk from '@modelcontextprotocol/client';
import { check, done, test } from '../node/check.mjs';
import { clients, issuer, resource, users } from '../node/settings.mjs';
import { MemoryProvider } from './provider.mjs';
import { suite } from './suite.mjs';

const finish = (callback) => ({ authorizationCode: callback.searchParams.get('code'), iss: callback.searchParams.get('iss') ?? undefined });
await suite('client 2', sdk, { finish });

await test('client 2 refuses a response without iss or with another one, because the metadata promises iss', async () => {
    for (const spoil of [(query) => query.delete('iss'), (query) => query.set('iss', 'https://evil.example')]) {
        const provider = new MemoryProvider({ ...clients.public, redirectUri: Object.assign(new URL(clients.public.redirectUri), { port: '4612' }).href }, users.viewer);
        check.equal(await sdk.auth(provider, { serverUrl: resource }), 'REDIRECT');
        check.equal(provider.callback.searchParams.get('iss'), issuer);
        spoil(provider.callback.searchParams);
        await check.rejects(sdk.auth(provider, { serverUrl: resource, ...finish(provider.callback) }), (error) => error instanceof sdk.IssuerMismatchError);
    }
});
done();
