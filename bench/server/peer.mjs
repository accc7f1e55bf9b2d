// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * peer.mjs PORT ALGORITHM: oidc-provider, for comparison. Client credentials for one confidential client, JWT access tokens
 * signed with ALGORITHM (RS256 with 2048 bits).
 *   PEER_SECRET   the client's secret
 *   PEER_SOCKET, PEER_DATABASE   MariaDB's socket and a database for the adapter; without them, the memory store
 *   PEER_WORKERS  the number of processes of a cluster; without it, one process
 */
import cluster from 'node:cluster';
import { createServer } from 'node:http';
import { exportJWK, generateKeyPair } from 'jose';
import Provider from 'oidc-provider';
import { DatabaseAdapter, createTable } from './peer-adapter.mjs';

const [port, algorithm] = process.argv.slice(2);
const issuer = `http://127.0.0.1:${port}`;
const client = {
    client_id: 'confidential', client_secret: process.env.PEER_SECRET, grant_types: ['client_credentials'],
    redirect_uris: [], response_types: [], scope: 'matomo:read', id_token_signed_response_alg: algorithm,
};
const database = process.env.PEER_SOCKET !== undefined;
const workers = Number(process.env.PEER_WORKERS ?? 0);

/** All processes sign with the key of the first one. */
async function makeKey() {
    const { privateKey } = await generateKeyPair(algorithm, { extractable: true, modulusLength: 2048 });
    return { ...(await exportJWK(privateKey)), alg: algorithm, use: 'sig' };
}

function serve(key, ready) {
    const provider = new Provider(issuer, {
        ...(database ? { adapter: DatabaseAdapter } : { clients: [client] }),
        jwks: { keys: [key] },
        scopes: ['matomo:read'],
        enabledJWA: { idTokenSigningAlgValues: [algorithm], dPoPSigningAlgValues: ['ES256'] },
        features: {
            devInteractions: { enabled: false },
            clientCredentials: { enabled: true },
            resourceIndicators: {
                enabled: true,
                defaultResource: () => issuer,
                getResourceServerInfo: () => ({ scope: 'matomo:read', accessTokenFormat: 'jwt', audience: issuer, jwt: { sign: { alg: algorithm } } }),
            },
        },
    });
    createServer(provider.callback()).listen(Number(port), '127.0.0.1', ready);
}

if (cluster.isWorker) {
    serve(JSON.parse(process.env.PEER_KEY), () => process.send('ready'));
} else {
    const key = await makeKey();
    if (database) {
        await createTable(client);
    }
    if (workers === 0) {
        serve(key, () => console.log('ready'));
    } else {
        let waiting = workers;
        for (let i = 0; i < workers; i++) {
            cluster.fork({ PEER_KEY: JSON.stringify(key) }).on('message', () => --waiting === 0 && console.log('ready'));
        }
        process.on('SIGTERM', () => {
            Object.values(cluster.workers).forEach((worker) => worker.process.kill());
            process.exit();
        });
    }
}
