// SPDX-License-Identifier: GPL-3.0-or-later
/** Floods of token requests with valid credentials are throttled per client and address. */
import { check, done, test } from '../clients/node/check.mjs';
import { clientCredentials, other, spa, token } from './http.mjs';

await test('a flood of token requests by one client is throttled, another client is not', async () => {
    let first = null;
    for (let i = 0; i < 400 && first === null; i++) {
        const answer = await token({ grant_type: 'refresh_token', refresh_token: 'x', client_id: spa.id });
        first = answer.status === 429 ? i : null;
    }
    check.ok(first !== null && first > 20, `first 429 at request ${first}`);
    check.equal((await clientCredentials(other)).status, 200);
});

done();
