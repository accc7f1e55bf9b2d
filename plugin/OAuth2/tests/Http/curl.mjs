// SPDX-License-Identifier: GPL-3.0-or-later
/** Each grant as a shell script would use it: with curl only, except for the user's login and consent. */
import { execFileSync } from 'node:child_process';
import { check, clients, done, issuer, newCode, settings, site, test, users } from './call.mjs';

const { confidential } = clients;
const at = (action) => `${issuer}/index.php?module=OAuth2&action=${action}`;

/** Runs curl and returns status and JSON. */
function curl(...words) {
    const text = execFileSync('curl', ['-sS', '-w', '\n%{http_code}', ...words], { encoding: 'utf8' });
    const end = text.lastIndexOf('\n');
    return { status: Number(text.slice(end + 1)), body: JSON.parse(text.slice(0, end) || 'null') };
}

const report = (token, ...words) => curl('-H', `Authorization: Bearer ${token}`, `${issuer}/index.php?module=API&method=VisitsSummary.get&idSite=${site}&period=day&date=today&format=JSON`, ...words);

await test('client credentials: a token by Basic or in the body, and a report', () => {
    for (const words of [
        ['-u', `${confidential.id}:${confidential.secret}`, '-d', 'grant_type=client_credentials', '-d', 'scope=matomo:read'],
        ['-d', 'grant_type=client_credentials', '-d', `client_id=${confidential.id}`, '-d', `client_secret=${confidential.secret}`, '--data-urlencode', 'scope=matomo:read'],
    ]) {
        const { status, body } = curl(at('token'), ...words);
        check.equal(status, 200);
        check.equal(body.token_type, 'Bearer');
        check.equal(report(body.access_token).status, 200);
        check.equal(report(body.access_token, '-X', 'POST', '-d', 'x=y').status, 200);
    }
});

await test('authorization code: tokens, a report, refresh, introspection, revocation', async () => {
    const given = await newCode(confidential, {}, users.viewer);
    const user = ['-u', `${confidential.id}:${confidential.secret}`];
    const { status, body } = curl(at('token'), ...user, '-d', 'grant_type=authorization_code', '--data-urlencode', `code=${given.code}`, '--data-urlencode', `redirect_uri=${given.redirectUri}`, '-d', `code_verifier=${given.verifier}`);
    check.equal(status, 200);
    check.equal(report(body.access_token).status, 200);
    const next = curl(at('token'), ...user, '-d', 'grant_type=refresh_token', '-d', `refresh_token=${body.refresh_token}`);
    check.equal(next.status, 200);
    check.equal(report(next.body.access_token).status, 200);
    check.equal(curl(at('introspect'), ...user, '-d', `token=${next.body.access_token}`).body.active, true);
    check.equal(curl(at('revoke'), ...user, '-d', `token=${next.body.refresh_token}`).status, 200);
    check.equal(report(next.body.access_token).status, 401);
    check.equal(curl(at('introspect'), ...user, '-d', `token=${next.body.access_token}`).body.active, false);
});

await test('the clean routes reach the same endpoints', () => {
    const user = ['-u', `${confidential.id}:${confidential.secret}`];
    const { status, body } = curl(`${issuer}/oauth2/token`, ...user, '-d', 'grant_type=client_credentials');
    check.equal(status, 200);
    check.equal(report(body.access_token).status, 200);
    check.deepEqual(curl(`${issuer}/.well-known/oauth-authorization-server`).body, curl(settings.metadata).body);
    check.deepEqual(curl(`${issuer}/oauth2/jwks`).body, curl(at('jwks')).body);
});

done();
