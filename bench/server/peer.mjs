// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * peer.mjs PORT ALGORITHM: oidc-provider with its memory store, for comparison.
 * Client credentials for one confidential client, JWT access tokens signed with ALGORITHM (RS256 with 2048 bits).
 */
import { createServer } from 'node:http';
import { exportJWK, generateKeyPair } from 'jose';
import Provider from 'oidc-provider';

const [port, algorithm] = process.argv.slice(2);
const issuer = `http://127.0.0.1:${port}`;
const { privateKey } = await generateKeyPair(algorithm, { extractable: true, modulusLength: 2048 });
const provider = new Provider(issuer, {
    clients: [{
        client_id: 'confidential', client_secret: process.env.PEER_SECRET, grant_types: ['client_credentials'],
        redirect_uris: [], response_types: [], scope: 'matomo:read', id_token_signed_response_alg: algorithm,
    }],
    jwks: { keys: [{ ...(await exportJWK(privateKey)), alg: algorithm, use: 'sig' }] },
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
createServer(provider.callback()).listen(Number(port), '127.0.0.1', () => console.log('ready'));
