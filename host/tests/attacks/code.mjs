// SPDX-License-Identifier: GPL-3.0-or-later
/** Attacks on the authorization code and on PKCE at the token endpoint. */
import { check, done, test } from '../clients/node/check.mjs';
import { users } from '../clients/node/settings.mjs';
import { admin, basic, call, challenge, confidential, credentials, metadata, newCode, newVerifier, other, post, redeem, refresh, refused, spa, token, tokens } from './http.mjs';

/** The later of two steps happens that many seconds after the first. */
const later = async (seconds, step) => {
    admin('clock', String(seconds));
    try {
        return await step();
    } finally {
        admin('clock', '0');
    }
};

await test('a code that is sent again at once, as by a reloaded page, is refused each time, and the tokens of its first use live', async () => {
    for (const client of [confidential, spa]) {
        const given = await newCode(client);
        const first = await redeem(given);
        check.equal(first.status, 200);
        for (const seconds of [0, 0, 20]) {
            const again = await later(seconds, () => redeem(given));
            refused(again, 'invalid_grant');
            check.ok(!('access_token' in again.body) && !('refresh_token' in again.body));
        }
        check.equal((await call(first.body.access_token)).status, 200);
        check.equal((await refresh(client, first.body.refresh_token)).status, 200);
    }
});

await test('a code that is sent again after the grace, while it would be valid, is refused, and both tokens of its first use are dead', async () => {
    const given = await newCode();
    const first = await redeem(given);
    check.equal(first.status, 200);
    refused(await later(35, () => redeem(given)), 'invalid_grant');
    check.equal((await call(first.body.access_token)).status, 401);
    refused(await refresh(confidential, first.body.refresh_token), 'invalid_grant');
});

await test('so are tokens that were refreshed meanwhile', async () => {
    const given = await newCode(spa);
    const first = await redeem(given);
    const next = await refresh(spa, first.body.refresh_token);
    check.equal(next.status, 200);
    refused(await later(35, () => redeem(given)), 'invalid_grant');
    check.equal((await call(next.body.access_token)).status, 401);
    refused(await refresh(spa, next.body.refresh_token), 'invalid_grant');
});

await test('a code that is sent again when it would have expired, minutes or days later, is refused and ends nothing', async () => {
    for (const seconds of [605, 3 * 86400]) {
        const given = await newCode();
        const first = await redeem(given);
        refused(await later(seconds, () => redeem(given)), 'invalid_grant');
        check.equal((await call(first.body.access_token)).status, 200);
        check.equal((await refresh(confidential, first.body.refresh_token)).status, 200);
    }
});

await test('a replay by another client or with a wrong verifier is refused and ends nothing', async () => {
    const given = await newCode();
    const first = await redeem(given);
    refused(await redeem({ ...given, client: other }), 'invalid_grant', 'other client');
    refused(await redeem(given, { code_verifier: newVerifier() }), 'invalid_grant', 'wrong verifier');
    refused(await redeem(given, { code_verifier: null }), ['invalid_grant', 'invalid_request'], 'no verifier');
    refused(await redeem(given, {}, basic(confidential.id, '0'.repeat(64))), 'invalid_client', 'wrong secret');
    check.equal((await call(first.body.access_token)).status, 200);
    check.equal((await refresh(confidential, first.body.refresh_token)).status, 200);
});

await test('another client cannot use a code, which stays valid for its own client', async () => {
    const given = await newCode();
    refused(await redeem({ ...given, client: other }), 'invalid_grant', 'other confidential');
    refused(await redeem({ ...given, client: spa }), 'invalid_grant', 'public');
    refused(await redeem({ ...given, client: other }, { redirect_uri: other.redirectUri }), 'invalid_grant', 'its own redirect');
    refused(await redeem(given, { client_id: confidential.id }, {}), 'invalid_client', 'no secret');
    check.equal((await redeem(given)).status, 200);
});

await test('a wrong, missing, short, long or malformed verifier is refused, and the correct one still works', async () => {
    const given = await newCode();
    const cases = {
        wrong: newVerifier(), 'the challenge itself': challenge(given.verifier), missing: null, empty: '',
        '42 characters': given.verifier.slice(0, 42), '129 characters': 'a'.repeat(129), 'with blank': `${given.verifier} `,
        'with plus': `${given.verifier}+`, 'with umlaut': `${given.verifier}ä`, 'with padding': `${given.verifier}=`,
        'with newline': `${given.verifier}\n`, 'in upper case': given.verifier.toUpperCase(), '10 kB': 'a'.repeat(10_000),
    };
    for (const [what, code_verifier] of Object.entries(cases)) {
        refused(await redeem(given, { code_verifier }), ['invalid_grant', 'invalid_request'], what);
    }
    refused(await token(`grant_type=authorization_code&code=${given.code}&code_verifier=${given.verifier}%00`, credentials(confidential)), ['invalid_grant', 'invalid_request'], 'with NUL');
    check.equal((await redeem(given)).status, 200);
});

await test('a verifier in PHP array notation is refused', async () => {
    const given = await newCode();
    for (const name of ['code_verifier[]', 'code_verifier[0]', 'code.verifier', 'code verifier', 'code[verifier']) {
        refused(await redeem(given, { code_verifier: null, [name]: given.verifier }), ['invalid_grant', 'invalid_request'], name);
    }
    check.equal((await redeem(given)).status, 200);
});

await test('a victim\'s code cannot be redeemed with the verifier of the attacker\'s own session', async () => {
    const victim = await newCode(confidential, {}, users.admin);
    const attacker = await newCode();
    refused(await redeem({ ...victim, verifier: attacker.verifier }), 'invalid_grant');
    refused(await redeem({ ...attacker, verifier: victim.verifier }), 'invalid_grant');
});

await test('a redirect_uri must equal that of the authorization request; it may be omitted', async () => {
    const given = await newCode();
    for (const redirect_uri of [`${given.redirectUri}/`, `${given.redirectUri}?x=1`, 'https://evil.example/cb', given.redirectUri.toUpperCase()]) {
        refused(await redeem(given, { redirect_uri }), 'invalid_grant', redirect_uri);
    }
    check.equal((await redeem(given, { redirect_uri: null })).status, 200);
});

await test('codes that were never issued are refused: garbage, another secret, truncated, lengthened, 10 kB', async () => {
    const given = await newCode();
    const [id, secret] = given.code.split('.');
    const codes = ['x', '.', `${id}.`, id, `.${secret}`, `${id}.${newVerifier()}`, given.code.slice(0, -1), `${given.code}a`, `${given.code}.a`, ` ${given.code}`,
        given.code.toUpperCase(), `${id.replace(/./g, '0')}.${secret}`, 'x'.repeat(10_000), "' OR 1=1 -- ", '../../etc/passwd', '%', '%00'];
    for (const code of codes) {
        refused(await redeem(given, { code }), ['invalid_grant', 'invalid_request'], code.slice(0, 60));
    }
    check.equal((await redeem(given)).status, 200);
});

await test('a scope in the token request cannot widen the allowed scope', async () => {
    const answer = await redeem(await newCode(), { scope: 'matomo:admin' });
    if (answer.status === 200) {
        check.equal(answer.body.scope, 'matomo:read');
    } else {
        refused(answer, ['invalid_scope', 'invalid_request']);
    }
});

await test('a resource in the token request must be the allowed one', async () => {
    const given = await newCode();
    const another = `${metadata.issuer}/index.php?module=API&method=McpServer.mcp&format=mcp`;
    for (const resource of ['https://elsewhere.example/api', another]) {
        refused(await redeem(given, { resource }), 'invalid_target', resource);
    }
    const answer = await redeem(given);
    check.equal(answer.status, 200);
    refused(await refresh(confidential, answer.body.refresh_token, { resource: another }), 'invalid_target', 'at refresh');
});

await test('twenty parallel uses of one code give exactly one success and no server error', async () => {
    for (let round = 0; round < 3; round++) {
        const given = await newCode();
        const answers = await Promise.all(Array.from({ length: 20 }, () => redeem(given)));
        check.equal(answers.filter((answer) => answer.status === 200).length, 1);
        for (const answer of answers.filter((one) => one.status !== 200)) {
            refused(answer, 'invalid_grant');
        }
    }
});

await test('a code, a refresh token and an access token cannot replace one another', async () => {
    const set = await tokens();
    const given = await newCode();
    refused(await refresh(confidential, given.code), 'invalid_grant', 'code as refresh token');
    refused(await refresh(confidential, set.access_token), 'invalid_grant', 'access as refresh token');
    refused(await redeem(given, { code: set.refresh_token }), 'invalid_grant', 'refresh token as code');
    check.equal((await call(set.refresh_token)).status, 401);
    check.equal((await call(given.code)).status, 401);
    check.equal((await redeem(given)).status, 200);
});

await test('a code and credentials in the query are refused', async () => {
    const given = await newCode();
    const query = new URLSearchParams({ grant_type: 'authorization_code', code: given.code, redirect_uri: given.redirectUri, code_verifier: given.verifier });
    const at = new URL(metadata.token_endpoint);
    at.search += (at.search ? '&' : '?') + query;
    refused(await post(at.href, '', credentials(confidential)), 'invalid_request');
    check.equal((await redeem(given)).status, 200);
});

await test('a paused client\'s code is refused as invalid_client, and works again once it is resumed', async () => {
    const given = await newCode(other);
    admin('pause', other.id);
    try {
        refused(await redeem(given), 'invalid_client');
    } finally {
        admin('resume', other.id);
    }
    check.equal((await redeem(given)).status, 200);
});

await test('the code of a deleted user is refused, even if the server got no notice of the deletion', async () => {
    for (const how of ['delete-user', 'lose-user']) {
        const given = await newCode(confidential, {}, admin('add-user', 'leaving', 'view'));
        admin(how, 'leaving');
        refused(await redeem(given), 'invalid_grant', how);
    }
});

done();
