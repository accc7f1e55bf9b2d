// SPDX-License-Identifier: GPL-3.0-or-later
/** Attacks on refresh tokens: reuse, theft, widening, races; and their end by an administrator. */
import { check, done, test } from '../clients/node/check.mjs';
import { users } from '../clients/node/settings.mjs';
import { admin, basic, call, callWrite, confidential, credentials, metadata, newVerifier, other, post, refresh, refused, spa, token, tokens } from './http.mjs';

await test('a token used again after its successor was used ends the whole family', async () => {
    for (const client of [confidential, spa]) {
        const first = await tokens(client);
        const second = (await refresh(client, first.refresh_token)).body;
        const third = (await refresh(client, second.refresh_token)).body;
        check.ok(third.refresh_token);
        refused(await refresh(client, first.refresh_token), 'invalid_grant', 'reuse');
        refused(await refresh(client, third.refresh_token), 'invalid_grant', 'successor');
        for (const set of [first, second, third]) {
            check.equal((await call(set.access_token)).status, 401);
        }
    }
});

await test('an immediate retry gets the same successor with a new access token, and ends nothing', async () => {
    const first = await tokens(spa);
    const answers = [];
    for (let i = 0; i < 3; i++) {
        answers.push((await refresh(spa, first.refresh_token)).body);
    }
    check.equal(new Set(answers.map((one) => one.refresh_token)).size, 1);
    check.equal(new Set(answers.map((one) => one.access_token)).size, 3);
    for (const one of answers) {
        check.equal((await call(one.access_token)).status, 200);
    }
    check.equal((await refresh(spa, answers[0].refresh_token)).status, 200);
});

await test('twenty parallel refreshes of one token leave one valid chain and cause no server error', async () => {
    const first = await tokens(spa);
    const answers = await Promise.all(Array.from({ length: 20 }, () => refresh(spa, first.refresh_token)));
    for (const answer of answers) {
        check.ok(answer.status === 200 || answer.body.error === 'invalid_grant', answer.text);
    }
    const successors = new Set(answers.filter((one) => one.status === 200).map((one) => one.body.refresh_token));
    check.equal(successors.size, 1);
    check.equal((await refresh(spa, [...successors][0])).status, 200);
});

await test('another client cannot use a refresh token, which stays valid for its own client', async () => {
    const set = await tokens();
    refused(await refresh(other, set.refresh_token), 'invalid_grant', 'other confidential');
    refused(await refresh(spa, set.refresh_token), 'invalid_grant', 'public');
    refused(await token({ grant_type: 'refresh_token', refresh_token: set.refresh_token, client_id: confidential.id }), 'invalid_client', 'without secret');
    refused(await token({ grant_type: 'refresh_token', refresh_token: set.refresh_token }), ['invalid_client', 'invalid_request'], 'nobody');
    refused(await token({ grant_type: 'refresh_token', refresh_token: set.refresh_token }, basic(confidential.id, newVerifier())), 'invalid_client', 'wrong secret');
    check.equal((await refresh(confidential, set.refresh_token)).status, 200);
});

await test('the authorization\'s id, which access tokens contain, does not allow to end it', async () => {
    const set = await tokens();
    const [id, family, secret] = set.refresh_token.split('.');
    const forged = [`${id}.${newVerifier().slice(0, family.length)}.${newVerifier()}`, `${id}.${newVerifier().slice(0, family.length)}.${secret}`,
        id, `${id}.`, `${id}..`, `${id}.${family}`, `${id}.${family}.`, set.refresh_token.toUpperCase(), `x${set.refresh_token}`];
    for (const refreshToken of forged.slice(0, 2)) {
        refused(await refresh(confidential, refreshToken), 'invalid_grant', 'forged');
    }
    check.equal((await call(set.access_token)).status, 200);
    for (const refreshToken of forged.slice(2)) {
        refused(await refresh(confidential, refreshToken), ['invalid_grant', 'invalid_request'], refreshToken.slice(0, 40));
    }
    check.equal((await refresh(confidential, set.refresh_token)).status, 200);
});

await test('a wider or unknown scope is invalid_scope and does not use up the token', async () => {
    const set = await tokens();
    for (const scope of ['matomo:write', 'matomo:admin', 'matomo:superuser', 'matomo:read matomo:admin', 'x', 'MATOMO:READ']) {
        refused(await refresh(confidential, set.refresh_token, { scope }), 'invalid_scope', scope);
    }
    check.equal((await refresh(confidential, set.refresh_token)).body.scope, 'matomo:read');
});

await test('a narrower scope narrows the access token only, not the refresh token', async () => {
    const set = await tokens(confidential, { scope: 'matomo:write' }, users.admin);
    check.equal(set.scope, 'matomo:write');
    const narrow = (await refresh(confidential, set.refresh_token, { scope: 'matomo:read' })).body;
    check.equal(narrow.scope, 'matomo:read');
    const again = (await refresh(confidential, narrow.refresh_token)).body;
    check.equal(again.scope, 'matomo:write');
});

await test('a refresh that repeats the scopes of the request never gets more than the user allowed', async () => {
    const set = await tokens(confidential, { scope: 'matomo:read matomo:write' }, users.viewer);
    check.equal(set.scope, 'matomo:read');
    for (const scope of ['matomo:admin', 'matomo:superuser', 'matomo:read matomo:superuser']) {
        refused(await refresh(confidential, set.refresh_token, { scope }), 'invalid_scope', scope);
    }
    let refreshToken = set.refresh_token;
    for (const scope of ['matomo:read matomo:write', 'matomo:write', 'matomo:read', 'matomo:write matomo:write']) {
        const { body } = await refresh(confidential, refreshToken, { scope });
        check.equal(body.scope, 'matomo:read', scope);
        check.equal(JSON.parse(Buffer.from(body.access_token.split('.')[1], 'base64url')).scope, 'matomo:read', scope);
        check.equal((await callWrite(body.access_token)).status, 403, scope);
        refreshToken = body.refresh_token;
    }
});

await test('another resource is invalid_target and does not use up the token', async () => {
    const set = await tokens();
    refused(await refresh(confidential, set.refresh_token, { resource: 'https://elsewhere.example/api' }), 'invalid_target');
    check.equal((await refresh(confidential, set.refresh_token)).status, 200);
});

await test('a paused client gets no tokens and its access tokens are refused at once; both work again after it is resumed', async () => {
    const set = await tokens(other);
    admin('pause', other.id);
    try {
        refused(await refresh(other, set.refresh_token), 'invalid_client');
        check.equal((await call(set.access_token)).status, 401);
    } finally {
        admin('resume', other.id);
    }
    check.equal((await call(set.access_token)).status, 200);
    check.equal((await refresh(other, set.refresh_token)).status, 200);
});

await test('the refresh token and the access token of a deleted user are refused at once', async () => {
    for (const how of ['delete-user', 'lose-user']) {
        const set = await tokens(confidential, {}, admin('add-user', 'leaver', 'view'));
        check.equal((await call(set.access_token)).status, 200);
        admin(how, 'leaver');
        check.equal((await call(set.access_token)).status, 401, how);
        refused(await refresh(confidential, set.refresh_token), 'invalid_grant', how);
    }
});

await test('a new user with the same login does not inherit the deleted user\'s tokens', async () => {
    const set = await tokens(confidential, {}, admin('add-user', 'phoenix', 'view'));
    admin('delete-user', 'phoenix');
    admin('add-user', 'phoenix', 'admin');
    check.equal((await call(set.access_token)).status, 401);
    refused(await refresh(confidential, set.refresh_token), 'invalid_grant');
});

await test('rotating a client\'s secret ends no token; replacing a leaked one ends all tokens and both secrets', async () => {
    const made = admin('add-client', 'confidential', other.redirectUri);
    const client = { id: made.id, secret: made.secret, redirectUri: other.redirectUri };
    const set = await tokens(client);
    const own = (await token({ grant_type: 'client_credentials' }, basic(client.id, client.secret))).body.access_token;
    check.equal((await call(own)).status, 200);
    const { secret } = admin('rotate-secret', client.id);
    refused(await refresh(client, set.refresh_token), 'invalid_client', 'old secret');
    const second = await refresh({ ...client, secret }, set.refresh_token);
    check.equal(second.status, 200);
    check.equal((await call(own)).status, 200);
    const kept = admin('rotate-secret', client.id, '1hour').secret;
    const third = await refresh({ ...client, secret }, second.body.refresh_token);
    check.equal(third.status, 200, 'the old secret beside the new one');
    const fourth = await refresh({ ...client, secret: kept }, third.body.refresh_token);
    check.equal(fourth.status, 200);
    refused(await refresh(client, fourth.body.refresh_token), 'invalid_client', 'the oldest secret');
    const last = admin('rotate-secret', client.id, 'leaked').secret;
    for (const ended of [secret, kept]) {
        refused(await refresh({ ...client, secret: ended }, fourth.body.refresh_token), 'invalid_client', 'leaked secret');
    }
    refused(await refresh({ ...client, secret: last }, fourth.body.refresh_token), 'invalid_grant', 'new secret, old family');
    check.equal((await call(own)).status, 401);
    admin('delete-client', client.id);
});

await test('a client acts as its own user: deleting that user ends its own tokens only, and a new login inherits nothing', async () => {
    admin('add-user', 'worker', 'view');
    const made = admin('add-client', 'confidential', other.redirectUri, '', 'worker');
    const client = { id: made.id, secret: made.secret, redirectUri: other.redirectUri };
    const own = () => token({ grant_type: 'client_credentials' }, basic(client.id, client.secret));
    const first = (await own()).body.access_token;
    const set = await tokens(client);
    check.equal((await call(first)).status, 200);
    admin('delete-user', 'worker');
    check.equal((await call(first)).status, 401);
    const answer = await own();
    refused(answer, 'unauthorized_client', 'acts as nobody');
    check.match(answer.body.error_description, /acts as no user/);
    admin('add-user', 'worker', 'admin');
    check.equal((await call(first)).status, 401, 'a new login');
    refused(await own(), 'unauthorized_client', 'a new login');
    check.equal((await call(set.access_token)).status, 200, 'what another user allowed');
    check.equal((await refresh(client, set.refresh_token)).status, 200);
    admin('delete-client', client.id);
    admin('delete-user', 'worker');
});

await test('a new client with the id of a deleted one does not inherit its tokens', async () => {
    const made = admin('add-client', 'public', 'http://127.0.0.1/callback');
    const client = { id: made.id, redirectUri: 'http://127.0.0.1/callback' };
    const set = await tokens(client);
    admin('delete-client', client.id);
    check.equal((await call(set.access_token)).status, 401);
    refused(await refresh(client, set.refresh_token), 'invalid_client', 'deleted');
    admin('add-client', 'public', 'http://127.0.0.1/callback', client.id);
    check.equal((await call(set.access_token)).status, 401);
    refused(await refresh(client, set.refresh_token), 'invalid_grant', 'created again');
    check.equal((await call((await tokens(client)).access_token)).status, 200);
    admin('delete-client', client.id);
});

await test('another client cannot revoke a token: it gets an error, and nothing is revoked', async () => {
    const set = await tokens();
    for (const value of [set.refresh_token, set.access_token]) {
        refused(await post(metadata.revocation_endpoint, { token: value }, credentials(other)), ['invalid_grant', 'invalid_request', 'invalid_client', 'unauthorized_client'], 'other client');
        refused(await post(metadata.revocation_endpoint, { token: value, client_id: spa.id }), ['invalid_grant', 'invalid_request', 'invalid_client', 'unauthorized_client'], 'public client');
        refused(await post(metadata.revocation_endpoint, { token: value, client_id: confidential.id }), 'invalid_client', 'without secret');
        refused(await post(metadata.revocation_endpoint, { token: value }), ['invalid_client', 'invalid_request'], 'nobody');
    }
    check.equal((await call(set.access_token)).status, 200);
    check.equal((await refresh(confidential, set.refresh_token)).status, 200);
});

done();
