// SPDX-License-Identifier: GPL-3.0-or-later
/** Auth.js (@auth/core) with a provider of its own. It needs `issuer`, because the answer names it (RFC 9207). */
import { Auth } from '@auth/core';
import { Browser } from './driver.mjs';
import { check, done, test } from './check.mjs';
import { evaluated } from './document.mjs';
import { clients, users, whoami } from './settings.mjs';

const client = clients.authjs;
const { origin } = new URL(client.redirectUri);

/** The guide's provider. The embedded host's API has one method that tells about the user. */
const documented = evaluated('Auth.js (`@auth/core`, NextAuth)', { clientId: client.id, clientSecret: client.secret }, {
    change: (code) => code.replace(/userinfo: '[^']*'/, `userinfo: ${JSON.stringify(whoami)}`),
});
const config = (more = {}) => ({
    basePath: '/auth',
    secret: 'of this test only, and long enough',
    trustHost: true,
    logger: { error() {}, warn() {}, debug() {} },
    callbacks: {
        jwt: ({ token, account }) => (account ? { ...token, access: account.access_token, scope: account.scope } : token),
        session: ({ session, token }) => ({ ...session, access: token.access, scope: token.scope }),
    },
    providers: [{ ...documented, profile: (profile) => ({ id: profile.login, name: profile.login }), ...more }],
});

/** A request of the application's user to the library; keeps the library's cookies in `jar`. */
async function ask(given, jar, path, form = null) {
    const response = await Auth(new Request(`${origin}/auth${path}`, {
        method: form ? 'POST' : 'GET',
        headers: {
            cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
            ...(form ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
        },
        body: form ? new URLSearchParams(form) : undefined,
    }), given);
    for (const line of response.headers.getSetCookie()) {
        const [pair] = line.split(';');
        jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
    }
    return response;
}

/** Signs in up to the library's answer to the callback. */
async function signIn(given, jar) {
    const { csrfToken } = await (await ask(given, jar, '/csrf')).json();
    const begin = await ask(given, jar, '/signin/matomo', { csrfToken });
    const end = await new Browser().authorize(begin.headers.get('location'), users.viewer);
    check.ok(end.location);
    return ask(given, jar, `/callback/matomo${new URL(end.location).search}`);
}

await test('a user signs in by code with PKCE; the session has the access token', async () => {
    const jar = new Map();
    const given = config();
    const back = await signIn(given, jar);
    check.doesNotMatch(back.headers.get('location') ?? '', /error/);
    const session = await (await ask(given, jar, '/session')).json();
    check.equal(session.user.name, users.viewer.login);
    check.equal(session.scope, 'matomo:read');
    check.equal((await fetch(whoami, { headers: { authorization: `Bearer ${session.access}` } })).status, 200);
});

await test('without `issuer` the library refuses the answer', async () => {
    const back = await signIn(config({ issuer: undefined }), new Map());
    check.match(back.headers.get('location') ?? '', /error/);
});

done();
