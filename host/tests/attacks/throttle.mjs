// SPDX-License-Identifier: GPL-3.0-or-later
/** Guessing of secrets is throttled per client and address, never per client alone. */
import { check, done, test } from '../clients/node/check.mjs';
import { throttle as limits } from '../clients/node/settings.mjs';
import { admin, basic, clientCredentials, confidential, credentials, metadata, other, post, raw, request, token } from './http.mjs';

const wrong = '0'.repeat(64);
const guess = (id) => token({ grant_type: 'client_credentials' }, basic(id, wrong));

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

await test('after some failures of a client even the correct secret is 429 with Retry-After until the window ends', async () => {
    nextWindow();
    for (let i = 0; i < limits.failuresPerClientAndAddress; i++) {
        check.equal((await guess(confidential.id)).status, 401);
    }
    for (const answer of [await guess(confidential.id), await clientCredentials()]) {
        check.equal(answer.status, 429);
        check.ok(Number(answer.headers.get('retry-after')) >= 1 && Number(answer.headers.get('retry-after')) <= 300);
        check.equal(answer.headers.get('cache-control'), 'no-store');
    }
    nextWindow();
    check.equal((await clientCredentials()).status, 200);
});

await test('another client and the owner at another address are not throttled', async () => {
    nextWindow();
    for (let i = 0; i <= limits.failuresPerClientAndAddress; i++) {
        await guess(confidential.id);
    }
    check.equal((await clientCredentials(other)).status, 200);
    check.equal((await from('127.0.0.2', confidential, confidential.secret)).status, 200);
    check.equal((await clientCredentials()).status, 429);
});

await test('guesses spread over many client ids are throttled per address', async () => {
    nextWindow();
    const statuses = [];
    for (let i = 0; i < limits.failuresPerAddress + 2; i++) {
        statuses.push((await guess(`unknown${i}`)).status);
    }
    check.deepEqual(statuses, [...Array(limits.failuresPerAddress).fill(401), 429, 429]);
    check.equal((await from('127.0.0.3', confidential, confidential.secret)).status, 200);
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
    check.equal((await clientCredentials()).status, 429);
});

await test('a header that claims another sender does not avoid throttling', async () => {
    nextWindow();
    for (let i = 0; i < limits.failuresPerClientAndAddress; i++) {
        await guess(confidential.id);
    }
    for (const header of ['x-forwarded-for', 'client-ip', 'x-real-ip', 'x-client-ip', 'forwarded']) {
        const answer = await token({ grant_type: 'client_credentials' }, { ...credentials(confidential), [header]: header === 'forwarded' ? 'for=9.9.9.9' : '9.9.9.9' });
        check.equal(answer.status, 429, header);
    }
});

done();
