// SPDX-License-Identifier: GPL-3.0-or-later
/** Guessing of secrets is throttled per client and address, never per client alone, and the correct secret never is. */
import { check, done, test } from '../clients/node/check.mjs';
import { throttle as limits } from '../clients/node/settings.mjs';
import { admin, basic, clientCredentials, confidential, credentials, metadata, other, post, raw, request, spa, token } from './http.mjs';

const wrong = '0'.repeat(64);
const guess = (id) => token({ grant_type: 'client_credentials' }, basic(id, wrong));

/** The correct secret is accepted at every endpoint. */
async function works(client) {
    check.equal((await clientCredentials(client)).status, 200);
    for (const endpoint of [metadata.revocation_endpoint, metadata.introspection_endpoint]) {
        check.equal((await post(endpoint, { token: 'x' }, credentials(client))).status, 200, endpoint);
    }
}

/** The next throttling window that no earlier test has used. */
let window = Math.ceil(Date.now() / 1000 / limits.failureWindow) + 1;
const nextWindow = () => admin('clock', String(Math.round(++window * limits.failureWindow - Date.now() / 1000) + 2));

/** The same request from another address of this machine. */
function from(address, client, secret) {
    const at = new URL(metadata.token_endpoint);
    return raw(request(`POST ${at.pathname}${at.search} HTTP/1.1`, [
        `Host: ${at.host}`, 'Content-Type: application/x-www-form-urlencoded', `Authorization: ${basic(client.id, secret).authorization}`,
    ], 'grant_type=client_credentials'), metadata.issuer, address);
}

await test('after some failures of a client the next failure is 429 with Retry-After until the window ends; the correct secret works', async () => {
    nextWindow();
    for (let i = 0; i < limits.failuresPerClientAndAddress; i++) {
        check.equal((await guess(confidential.id)).status, 401);
    }
    for (const answer of [await guess(confidential.id), await token({ grant_type: 'client_credentials', client_id: confidential.id })]) {
        check.equal(answer.status, 429);
        check.ok(Number(answer.headers.get('retry-after')) >= 1 && Number(answer.headers.get('retry-after')) <= limits.failureWindow);
        check.equal(answer.headers.get('cache-control'), 'no-store');
    }
    await works(confidential);
    nextWindow();
    check.equal((await guess(confidential.id)).status, 401);
});

await test('requests that only name a client, and posts by a web page, do not lock it out', async () => {
    nextWindow();
    for (let i = 0; i < limits.failuresPerClientAndAddress + 5; i++) {
        const form = { grant_type: 'client_credentials', client_id: confidential.id, ...(i % 2 ? { client_secret: 'x' } : {}) };
        const answer = await token(form, { origin: 'https://page.example' });
        check.equal(answer.status, i < limits.failuresPerClientAndAddress ? 401 : 429);
    }
    await works(confidential);
});

await test('a public client is not locked out by requests with its id and a secret', async () => {
    nextWindow();
    const form = { grant_type: 'refresh_token', refresh_token: 'x', client_id: spa.id };
    for (let i = 0; i < limits.failuresPerAddress + 2; i++) {
        const answer = await token({ ...form, client_secret: 'x' });
        check.equal(answer.status, i < limits.failuresPerAddress ? 401 : 429, 'counted is the address alone');
    }
    check.equal((await token(form)).body.error, 'invalid_grant');
    check.equal((await post(metadata.revocation_endpoint, { token: 'x', client_id: spa.id })).status, 200);
});

await test('another client and another address are not throttled', async () => {
    nextWindow();
    for (let i = 0; i <= limits.failuresPerClientAndAddress; i++) {
        await guess(confidential.id);
    }
    check.equal((await guess(other.id)).status, 401);
    check.equal((await from('127.0.0.2', confidential, wrong)).status, 401);
    check.equal((await from('127.0.0.2', confidential, confidential.secret)).status, 200);
    check.equal((await guess(confidential.id)).status, 429);
});

await test('guesses spread over many client ids are throttled per address and stop no client there', async () => {
    nextWindow();
    const statuses = [];
    for (let i = 0; i < limits.failuresPerAddress + 2; i++) {
        statuses.push((await guess(`unknown${i}`)).status);
    }
    check.deepEqual(statuses, [...Array(limits.failuresPerAddress).fill(401), 429, 429]);
    check.equal((await guess(confidential.id)).status, 429);
    await works(confidential);
    await works(other);
    check.equal((await from('127.0.0.3', confidential, wrong)).status, 401);
});

await test('wrong secrets in the body, at revocation and at introspection count as well', async () => {
    nextWindow();
    const form = { client_id: confidential.id, client_secret: wrong };
    const answers = [
        await token({ grant_type: 'client_credentials', ...form }), await post(metadata.revocation_endpoint, { token: 'x', ...form }),
        await post(metadata.introspection_endpoint, { token: 'x', ...form }),
    ];
    while (answers.length < limits.failuresPerClientAndAddress) {
        answers.push(await guess(confidential.id));
    }
    check.deepEqual(new Set(answers.map((one) => one.status)), new Set([401]));
    for (const endpoint of [metadata.token_endpoint, metadata.revocation_endpoint, metadata.introspection_endpoint]) {
        check.equal((await post(endpoint, { grant_type: 'client_credentials', token: 'x', ...form })).status, 429, endpoint);
    }
    await works(confidential);
});

await test('a header that claims another sender does not avoid throttling', async () => {
    nextWindow();
    for (let i = 0; i < limits.failuresPerClientAndAddress; i++) {
        await guess(confidential.id);
    }
    for (const header of ['x-forwarded-for', 'client-ip', 'x-real-ip', 'x-client-ip', 'forwarded']) {
        const claim = { [header]: header === 'forwarded' ? 'for=9.9.9.9' : '9.9.9.9' };
        check.equal((await token({ grant_type: 'client_credentials' }, { ...basic(confidential.id, wrong), ...claim })).status, 429, header);
        check.equal((await token({ grant_type: 'client_credentials' }, { ...credentials(confidential), ...claim })).status, 200, header);
    }
});

done();
