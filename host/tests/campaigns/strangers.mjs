// SPDX-License-Identifier: GPL-3.0-or-later
/** The strangers of the campaign of registrations: where their requests come from, and what they send. */
import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dice, pick } from './campaign.mjs';

const file = new URL('../../../plugin/OAuth2/tests/Fixtures/registrations.json', import.meta.url);
/** What known assistants send: {body, requested (the redirect URIs that they ask for)}. */
export const assistants = Object.values(JSON.parse(readFileSync(file, 'utf8')));

const hex = (groups, ...what) => Array.from({ length: groups }, (_, i) => dice(65536, ...what, i).toString(16)).join(':');

/** The address from which many users of one assistant register: it has both honest clients and a stranger. */
export const SHARED = '203.0.113.5';
/** A network of the organisation from which strangers register. */
export const inSite = (...what) => `2001:db8:1:${dice(65536, 'network', ...what).toString(16)}:${hex(4, 'host', ...what)}`;

/** The sender of request `i`, by the kind of stranger. */
const senders = {
    'one address': () => '198.51.100.7',
    'the address of an assistant': () => SHARED,
    'one /64': (i) => `2001:db8:0:1:${hex(4, 'interface', i)}`,
    'one /48': (i) => inSite(i),
    'addresses': (i) => [11 + dice(80, 'a', i), dice(256, 'b', i), dice(256, 'c', i), 1 + dice(254, 'd', i)].join('.'),
    'networks': (i) => `2a0${dice(10, 'block', i)}:${hex(7, 'address', i)}`,
    'no address': (i) => pick(['unknown', '', '::', '203.0.113.5:443', '[2001:db8::1]', 'x'.repeat(200), '127.0.0.1', "1.1.1.1'--"], 'odd', i),
};
/** The part of each kind in the requests of an hour, in percent; the rest are from all over the Internet. */
const hours = [
    { 'one address': 90 },
    { 'the address of an assistant': 90 },
    { 'one /64': 90 },
    { 'one /48': 90 },
    { networks: 50 },
    {},
    { 'one address': 25, 'the address of an assistant': 25, 'one /48': 25 },
    { 'no address': 20, 'the address of an assistant': 30 },
];

/** The sender of request `i` in an hour: {kind, address}. */
export function sender(i, hour) {
    const shares = hours[hour % hours.length];
    let at = dice(100, 'sender', i);
    const kind = Object.keys(shares).find((name) => (at -= shares[name]) < 0) ?? pick(['addresses', 'networks'], 'rest', i);
    return { kind, address: senders[kind](i) };
}

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const jwk = (pair, part) => pair[part].export({ format: 'jwk' });
const uri = 'https://stranger.example/cb';
const json = (members) => JSON.stringify({ redirect_uris: [uri], ...members });
const keyed = (keys) => json({ token_endpoint_auth_method: 'private_key_jwt', jwks: { keys } });
const long = (n) => `https://stranger.example/${'x'.repeat(n)}`;

/** Valid metadata, also of an unusual size. */
const valid = [
    ...assistants.map(({ body }) => JSON.stringify(body)),
    ...assistants.map(({ body }) => JSON.stringify(body)),
    json({}),
    json({ client_name: '☃'.repeat(40) }),
    json({ client_name: 'Claude', logo_uri: 'http://169.254.169.254/', policy_uri: 'file:///etc/passwd', tos_uri: 'x', contacts: [] }),
    json({ redirect_uris: Array.from({ length: 10 }, (_, i) => `${long(700)}${i}`) }),
    json({ token_endpoint_auth_method: 'client_secret_basic', scope: 'matomo:superuser '.repeat(200) }),
    json({ extra: 'x'.repeat(15_000) }),
    keyed([{ ...jwk(rsa, 'publicKey'), alg: 'RS256' }, jwk(ec, 'publicKey')]),
    keyed([jwk(ec, 'publicKey'), { kty: 'unknown' }]),
];
const POST = { method: 'POST', headers: { 'content-type': 'application/json' } };
/** What the server refuses, as a request for fetch. */
const invalid = [
    { ...POST, body: '' },
    { ...POST, body: '{' },
    { ...POST, body: 'null' },
    { ...POST, body: '[]' },
    { ...POST, body: '\0'.repeat(1000) },
    { ...POST, body: `{"redirect_uris":["${uri}"],"redirect_uris":["${uri}"]}` },
    { ...POST, body: '['.repeat(8000) },
    { ...POST, body: `{"redirect_uris":${'['.repeat(8000)}${']'.repeat(8000)}}` },
    { ...POST, body: json({ extra: 'x'.repeat(20_000) }) },
    { ...POST, body: json({ extra: 'x'.repeat(600_000) }) },
    ...['javascript:alert(1)', 'http://stranger.example/', 'https://*.example/', 'https://u:p@stranger.example/', '//x', long(3000), `${uri}#x`, 'https://stranger.example/\r\nx:y', 7, null, {}]
        .map((one) => ({ ...POST, body: json({ redirect_uris: [one] }) })),
    { ...POST, body: json({ redirect_uris: [] }) },
    { ...POST, body: json({ redirect_uris: {} }) },
    { ...POST, body: json({ redirect_uris: Array(400).fill(uri) }) },
    { ...POST, body: json({ client_name: 'x'.repeat(2000) }) },
    { ...POST, body: json({ client_name: 'a\u202eb' }) },
    { ...POST, body: json({ client_name: {} }) },
    { ...POST, body: json({ grant_types: ['client_credentials'] }) },
    { ...POST, body: json({ grant_types: 'authorization_code' }) },
    { ...POST, body: json({ response_types: ['token'] }) },
    { ...POST, body: json({ token_endpoint_auth_method: 'private_key_jwt', jwks_uri: 'http://127.0.0.1:22/' }) },
    { ...POST, body: json({ token_endpoint_auth_method: 'tls_client_auth' }) },
    { ...POST, body: keyed([]) },
    { ...POST, body: keyed([jwk(rsa, 'privateKey')]) },
    { ...POST, body: keyed([{ kty: 'oct', k: 'c2VjcmV0' }]) },
    { ...POST, body: keyed(Array(60).fill(jwk(ec, 'publicKey'))) },
    { ...POST, body: keyed([{ ...jwk(ec, 'publicKey'), x: 'AAAA' }]) },
    { ...POST, body: json({ dpop_bound_access_tokens: true }) },
    { ...POST, headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: `redirect_uris=${uri}` },
    { ...POST, headers: { 'content-type': 'text/plain' }, body: json({}) },
    { method: 'GET' },
    { method: 'PUT', headers: POST.headers, body: json({}) },
    { method: 'DELETE' },
];

/** The body of request `i` of a stranger, as a request for fetch; `valid` tells whether the server has to accept it. */
export function body(i) {
    return dice(10, 'is valid', i) < 9
        ? { valid: true, request: { ...POST, body: pick(valid, 'valid', i) } }
        : { valid: false, request: pick(invalid, 'invalid', i) };
}
