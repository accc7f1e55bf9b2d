// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * passport-oauth2, without Express: the strategy gets a request and tells by its methods what it decided. Without
 * `useAuthorizationHeaderforGET` it would send the access token in the query, where no server should read one.
 */
import OAuth2Strategy from 'passport-oauth2';
import { authorize } from './driver.mjs';
import { check, done, test } from './check.mjs';
import { evaluated } from './document.mjs';
import { clients, users, whoami } from './settings.mjs';

const { confidential } = clients;

/** The guide's strategy, with settings of a test in place of the same ones of the guide. */
function strategy(alter = (code) => code) {
    const verify = (accessToken, refreshToken, results, profile, verified) => verified(null, { accessToken, refreshToken, results, profile });
    const made = evaluated('passport-oauth2 (Passport)', {
        OAuth2Strategy, verify, clientID: confidential.id, clientSecret: confidential.secret, callbackURL: confidential.redirectUri,
    }, { change: alter, returns: 'strategy' });
    made.userProfile = function userProfile(token, loaded) {
        this._oauth2.get(whoami, token, (error, body) => (error ? loaded(error) : loaded(null, JSON.parse(body))));
    };
    return made;
}

/** Runs the strategy once: {redirect} or {user}; anything else is thrown. */
const run = (made, request) => new Promise((resolve, reject) => {
    const bound = Object.create(made);
    bound.redirect = (url) => resolve({ redirect: url });
    bound.success = (user) => resolve({ user });
    bound.fail = (challenge) => reject(new Error(JSON.stringify(challenge)));
    bound.error = reject;
    bound.authenticate(request, {});
});

await test('code with PKCE (`pkce: true`), and the profile with the token in the header', async () => {
    const session = {};
    const made = strategy();
    const { redirect } = await run(made, { query: {}, session });
    check.match(redirect, /code_challenge_method=S256/);
    const back = await authorize(redirect, users.viewer);
    const { user } = await run(made, { query: Object.fromEntries(back.searchParams), session });
    check.equal(user.profile.login, users.viewer.login);
    check.equal(user.results.scope, 'matomo:read');
    check.ok(user.refreshToken);
});

await test('without `useAuthorizationHeaderforGET` the API gets the token in the query, and refuses it', async () => {
    const session = {};
    const made = strategy((code) => code.replace(/^strategy\._oauth2.*$/m, ''));
    const { redirect } = await run(made, { query: {}, session });
    const back = await authorize(redirect, users.viewer);
    await check.rejects(run(made, { query: Object.fromEntries(back.searchParams), session }));
});

await test('without `pkce` the server sends the error back to the application', async () => {
    const session = {};
    const made = strategy((code) => code.replace('pkce: true', 'pkce: false'));
    const { redirect } = await run(made, { query: {}, session });
    const back = await authorize(redirect, users.viewer);
    check.equal(back.searchParams.get('error'), 'invalid_request');
    check.match(back.searchParams.get('error_description'), /code_challenge/);
    await check.rejects(run(made, { query: Object.fromEntries(back.searchParams), session }));
});

done();
