// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * A client, a user or an authorization is deleted while its tokens are redeemed, refreshed, introspected and used: no request
 * fails with a server error, and no token of any kind is valid afterwards, also when a client or user of that name is made again.
 */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { check, done, test } from '../clients/node/check.mjs';
import settings from '../clients/node/settings.mjs';
import { admin, call, credentials, clientCredentials, confidential, harmless, metadata, newCode, post, redeem, refresh, spa } from './http.mjs';

const rounds = 2;
/** Runs an administrator's command while requests are in flight. */
const adminMeanwhile = (...words) => promisify(execFile)(settings.admin[0], [...settings.admin.slice(1), ...words]);
const introspect = (client, token) => post(metadata.introspection_endpoint, { token }, credentials(client));

/**
 * Keeps requests of all kinds in flight while `remove` runs; returns all tokens that they got. Refreshing one token again and
 * again gives the same successor, so that only the deletion ends the family.
 */
async function meanwhile(client, set, codes, remove) {
    const got = { access: [set.access_token], refresh: [set.refresh_token] };
    const keep = (answer) => {
        if (answer.status === 200 && answer.body.access_token) {
            got.access.push(answer.body.access_token);
            got.refresh.push(...(answer.body.refresh_token ? [answer.body.refresh_token] : []));
        }
        return answer;
    };
    const kinds = {
        refresh: async () => keep(await refresh(client, set.refresh_token)),
        call: () => call(set.access_token),
        redeem: async () => (codes.length > 0 ? keep(await redeem(codes.pop())) : keep(await refresh(client, set.refresh_token))),
        // A public client cannot introspect or have tokens of its own.
        ...(client.secret ? {
            'introspect access': () => introspect(client, set.access_token),
            'introspect refresh': () => introspect(client, set.refresh_token),
            credentials: async () => keep(await clientCredentials(client)),
        } : {}),
    };
    let isGone = false;
    const flying = Object.entries(kinds).flatMap(([kind, send]) => [1, 2].map(async () => {
        for (let after = 0; after < 2; after += isGone ? 1 : 0) {
            harmless(await send(), kind);
        }
    }));
    await new Promise((resolve) => { setTimeout(resolve, 30); });
    await remove();
    isGone = true;
    await Promise.all(flying);
    return got;
}

async function allDead(client, got, when) {
    for (const token of new Set(got.access)) {
        check.equal((await call(token)).status, 401, `an access token ${when}`);
        if (client.secret) {
            const asked = await introspect(client, token);
            check.ok(asked.status === 401 || (asked.status === 200 && asked.body.active === false), `${when}: ${asked.text}`);
        }
    }
    for (const token of new Set(got.refresh)) {
        harmless(await refresh(client, token));
        check.notEqual((await refresh(client, token)).status, 200, `a refresh token ${when}`);
    }
}

const codesOf = async (client, user) => [await newCode(client, {}, user), await newCode(client, {}, user), await newCode(client, {}, user)];

for (const type of ['confidential', 'public']) {
    await test(`a ${type} client is deleted during requests`, async () => {
        for (let round = 0; round < rounds; round++) {
            const redirectUri = type === 'public' ? 'http://127.0.0.1/callback' : confidential.redirectUri;
            const made = admin('add-client', type, redirectUri);
            const client = { id: made.id, redirectUri, ...(made.secret ? { secret: made.secret } : {}) };
            const codes = await codesOf(client);
            const set = (await redeem(codes.pop())).body;
            const got = await meanwhile(client, set, codes, () => adminMeanwhile('delete-client', client.id));
            await allDead(client, got, 'of a deleted client');
            const again = admin('add-client', type, redirectUri, client.id);
            await allDead(again.secret ? { ...client, secret: again.secret } : client, got, 'of a client that was made again');
            admin('delete-client', client.id);
        }
    });
}

await test('a user is deleted during requests', async () => {
    for (const client of [confidential, spa]) {
        for (let round = 0; round < rounds; round++) {
            const user = admin('add-user', 'leaver', 'view');
            const codes = await codesOf(client, user);
            const set = (await redeem(codes.pop())).body;
            const { access, refresh: chain } = await meanwhile(client, set, codes, () => adminMeanwhile('delete-user', 'leaver'));
            // Tokens of the client itself act for another user, and go on.
            const got = { access: access.filter((token) => claims(token).sub !== client.id), refresh: chain };
            await allDead(client, got, 'of a deleted user');
            admin('add-user', 'leaver', 'admin');
            await allDead(client, got, 'of a user who was made again');
            admin('delete-user', 'leaver');
        }
    }
});

await test('an authorization is revoked during requests', async () => {
    for (const client of [confidential, spa]) {
        for (let round = 0; round < rounds; round++) {
            const code = await newCode(client);
            const set = (await redeem(code)).body;
            const id = set.refresh_token.split('.')[0];
            const { access, refresh: chain } = await meanwhile(client, set, [], () => adminMeanwhile('revoke', id));
            await allDead(client, { access: access.filter((token) => claims(token).auth_id === id), refresh: chain }, 'of a revoked authorization');
        }
    }
});

function claims(token) {
    return JSON.parse(Buffer.from(token.split('.')[1], 'base64url'));
}

done();
