// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * Floods of hostile requests from many addresses refuse no honest client, and counters and log stay small.
 * OAUTH2_HOSTILE_REQUESTS is the number of requests, 2,000 by default.
 */
import { check, done, test } from '../clients/node/check.mjs';
import { throttle as limits } from '../clients/node/settings.mjs';
import { admin, basic, clientCredentials, confidential, metadata, other, post, raw, refresh, request, spa, token, tokens } from './http.mjs';

const hostile = Number(process.env.OAUTH2_HOSTILE_REQUESTS ?? 2000);
/** The cap of Server/Client/Throttle, and a few rows of other counters. */
const MAX_ROWS = 64 * 128 + 300;
const wrong = '0'.repeat(64);

/** Shifts the server's time to the start of a window that no earlier test has used. */
const later = (windows) => admin('clock', String((windows + Math.ceil(Date.now() / 1000 / limits.failureWindow)) * limits.failureWindow - Math.round(Date.now() / 1000) + 2));

function from(address, endpoint, form, headers = {}) {
    const at = new URL(endpoint);
    return raw(request(`POST ${at.pathname}${at.search} HTTP/1.1`, [
        `Host: ${at.host}`, 'Content-Type: application/x-www-form-urlencoded', ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    ], new URLSearchParams(form).toString()), metadata.issuer, address);
}

await test(`${hostile} hostile requests: no honest one is refused`, async () => {
    later(40);
    const attacks = [
        (address) => from(address, metadata.token_endpoint, { grant_type: 'client_credentials', client_id: confidential.id }),
        (address) => from(address, metadata.token_endpoint, { grant_type: 'refresh_token', refresh_token: 'x', client_id: spa.id, client_secret: 'x' }),
        (address, i) => from(address, metadata.introspection_endpoint, { token: 'x' }, basic(`unknown${i}`, wrong)),
        (address) => from(address, metadata.revocation_endpoint, { token: 'x' }, basic(confidential.id, wrong)),
        (address) => from(address, metadata.token_endpoint, { grant_type: 'client_credentials', client_id: other.id, client_secret: 'x' }),
    ];
    let { refresh_token: refreshToken } = await tokens(spa);
    const [start, reported] = [Date.now(), admin('events', 'throttle.reached')];
    const seen = {};
    for (let i = 0; i < hostile; i += 20) {
        const answers = await Promise.all(Array.from({ length: 20 }, (_, k) => {
            const n = i + k;
            // Every fourth request comes from the address of the honest clients.
            const address = n % 4 === 0 ? '127.0.0.1' : `127.${1 + (n >> 16)}.${(n >> 8) & 255}.${n & 255}`;
            return attacks[n % attacks.length](address, n);
        }));
        for (const { status } of answers) {
            seen[status] = (seen[status] ?? 0) + 1;
        }
        if (i % 100 === 0) {
            check.equal((await clientCredentials()).status, 200);
            check.equal((await post(metadata.introspection_endpoint, { token: 'x' }, basic(other.id, other.secret))).status, 200);
            const answer = await refresh(spa, refreshToken);
            check.equal(answer.status, 200, answer.text);
            refreshToken = answer.body.refresh_token;
        }
    }
    check.deepEqual(Object.keys(seen), ['401', '429'], JSON.stringify(seen));
    check.ok(admin('count', 'throttle') <= MAX_ROWS);
    const events = admin('events', 'throttle.reached') - reported;
    check.ok(events >= 1 && events <= 1 + Math.ceil((Date.now() - start) / 60_000), `${events} events`);
});

await test('many token requests with the correct secret are not throttled', async () => {
    for (let i = 0; i < 150; i++) {
        check.equal((await clientCredentials()).status, 200);
    }
    const form = { grant_type: 'refresh_token', refresh_token: 'x', client_id: spa.id };
    for (let i = 0; i < 150; i++) {
        check.equal((await token(form)).status, 400);
    }
});

await test('a slow hash of an earlier installation is counted before it runs, for its client and address only', async () => {
    later(42);
    for (const client of [confidential, other]) {
        admin('slow-hash', client.id, client.secret);
    }
    // Neither of these runs the hash.
    for (let i = 0; i < limits.failuresPerAddress + 3; i++) {
        await token({ grant_type: 'client_credentials', client_id: confidential.id });
        await token({ grant_type: 'client_credentials' }, basic('unknown', wrong));
    }
    for (let i = 0; i < limits.failuresPerClientAndAddress + 1; i++) {
        await token({ grant_type: 'client_credentials' }, basic(other.id, wrong));
    }
    check.equal((await clientCredentials(other)).status, 429, 'counted before it ran');
    const elsewhere = await from('127.0.0.9', metadata.token_endpoint, { grant_type: 'client_credentials' }, basic(other.id, other.secret));
    check.equal(elsewhere.status, 200, 'the owner elsewhere');
    check.equal((await clientCredentials(other)).status, 200, 'the hash is a fast one again');
    check.equal((await clientCredentials(confidential)).status, 200);
});

done();
