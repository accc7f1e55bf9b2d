// SPDX-License-Identifier: GPL-3.0-or-later
/** Attacks on the consent page and the administration: pages of other sites, forged forms, hostile texts. */
import { readFileSync, statSync } from 'node:fs';
import { Browser } from '../../../../host/tests/clients/node/driver.mjs';
import { consentForm, cookies, decide, loginAs } from './browser.mjs';
import { admin, api, challenge, check, clients, credentials, done, isError, issuer, metadata, newVerifier, post, redeem, request, settings, test, users } from './call.mjs';

const { viewer, superuser, admin: siteAdmin } = users;
const { confidential } = clients;

const asked = (change = {}) => `${metadata.authorization_endpoint}&${new URLSearchParams({
    client_id: confidential.id, redirect_uri: confidential.redirectUri, response_type: 'code', scope: 'matomo:read', state: 'state',
    code_challenge: challenge(newVerifier()), code_challenge_method: 'S256', ...change,
})}`;

const browser = new Browser();
await loginAs(browser, viewer);

/** Opens the consent page of a new request. */
async function open(change = {}, by = browser) {
    const url = asked(change);
    const response = await by.request(url);
    const html = await response.text();
    return { url, response, html, form: consentForm(html, url) };
}

const redirected = (response) => (response.headers.get('location') === null ? null : new URL(response.headers.get('location')));
const gaveCode = (response) => redirected(response)?.searchParams.has('code') ?? false;

await test('the page shows the e-mail address beside the login, and the links that Matomo has', async () => {
    const { html } = await open();
    const { email } = admin('call', 'UsersManager.getUser', JSON.stringify({ userLogin: viewer.login }));
    check.match(email, /@/);
    check.ok(html.includes(`>${email}<`), 'e-mail address');
    check.doesNotMatch(html, /https:\/\/terms\.example/);
    const links = (privacy, terms) => admin('confirm', 'CorePluginsAdmin.setSystemSettings', JSON.stringify({
        settingValues: { PrivacyManager: [{ name: 'privacyPolicyUrl', value: privacy }, { name: 'termsAndConditionUrl', value: terms }] },
    }));
    links('https://privacy.example/policy', 'https://terms.example/use');
    try {
        const shown = (await open()).html;
        check.match(shown, /<a href="https:\/\/privacy\.example\/policy" rel="noopener noreferrer">/);
        check.match(shown, /<a href="https:\/\/terms\.example\/use" rel="noopener noreferrer">/);
    } finally {
        links('', '');
    }
    check.doesNotMatch((await open()).html, /https:\/\/(privacy|terms)\.example/);
});

await test('a decision without the page\'s nonce, with another nonce or a changed one is refused', async () => {
    const { form } = await open();
    const strangers = (await open({ state: 'another' })).form;
    const nonce = form.fields.find(([name, value]) => /nonce/.test(name) && value.length > 15);
    check.ok(nonce, JSON.stringify(form.fields));
    const other = strangers.fields.find(([name]) => name === nonce[0])[1];
    for (const value of [null, '', 'x', other.slice(0, -1), `${nonce[1]}x`, nonce[1].toUpperCase(), other]) {
        const answer = await decide(browser, form, 'allow', (fields) => fields.filter(([name]) => name !== nonce[0]).concat(value === null ? [] : [[nonce[0], value]]));
        check.equal(gaveCode(answer), false, String(value));
        check.ok(answer.status >= 400, String(value));
    }
});

await test('a decision counts once, even if it is repeated at the same time or later', async () => {
    const { form } = await open();
    const answers = await Promise.all(Array.from({ length: 8 }, () => decide(browser, form)));
    check.equal(answers.filter(gaveCode).length, 1);
    check.equal(gaveCode(await decide(browser, form)), false);
    const denied = (await open()).form;
    check.equal(redirected(await decide(browser, denied, 'deny')).searchParams.get('error'), 'access_denied');
    check.equal(gaveCode(await decide(browser, denied)), false, 'Allow after Deny');
});

await test('another user\'s session, or none, cannot use the form', async () => {
    const { form } = await open();
    const stranger = new Browser();
    await loginAs(stranger, siteAdmin);
    check.equal(gaveCode(await decide(stranger, form)), false, 'another user');
    check.equal(gaveCode(await decide(new Browser(), form)), false, 'nobody');
    check.equal(gaveCode(await decide(browser, form)), true, 'the user\'s own session');
});

await test('a form on another site\'s page is refused by its Origin, with the right nonce and session, too', async () => {
    for (const origin of ['https://evil.example', 'null', 'http://127.0.0.1.evil.example', `${issuer}0`, `${issuer}.evil.example`, 'file://']) {
        const { form } = await open();
        const answer = await decide(browser, form, 'allow', (fields) => fields, { origin });
        check.equal(answer.status, 403, origin);
        check.equal(redirected(answer), null, origin);
        check.equal(gaveCode(await decide(browser, form)), true, 'the real form still works');
    }
});

await test('only "allow" allows, and only by POST', async () => {
    for (const decision of [null, '', 'yes', 'ALLOW', 'allow ', '1']) {
        check.equal(gaveCode(await decide(browser, (await open()).form, decision)), false, String(decision));
    }
    const { form, url } = await open();
    const answer = await browser.request(`${url}&${new URLSearchParams([...form.fields, ['decision', 'allow']])}`);
    check.equal(gaveCode(answer), false);
    for (const method of ['PUT', 'PATCH', 'DELETE']) {
        const response = await fetch(url, { method, redirect: 'manual', headers: { cookie: cookies(browser), 'content-type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams([...form.fields, ['decision', 'allow']]) });
        check.equal(response.headers.get('location'), null, method);
    }
});

await test('what the form posts cannot change client, redirect URI, scope, state or challenge', async () => {
    const changes = {
        client_id: clients.other.id, redirect_uri: 'https://evil.example/cb', scope: 'matomo:admin', state: 'stolen', code_challenge: challenge(newVerifier()), response_type: 'token', resource: 'https://evil.example',
    };
    for (const [name, value] of Object.entries(changes)) {
        const { form } = await open();
        const answer = await decide(browser, form, 'allow', (fields) => [...fields.filter(([field]) => field !== name), [name, value]]);
        const target = redirected(answer);
        check.ok(target === null || target.href.startsWith(`${confidential.redirectUri}?`), `${name}: ${target}`);
        check.ok(target === null || target.searchParams.get('state') === 'state', `${name}: ${target}`);
    }
    // The page does not offer a requested scope that exceeds the user's access.
    const page = await open({ scope: 'matomo:read matomo:admin' });
    check.ok(page.form !== null && !/matomo:admin/.test(JSON.stringify(page.form)));
});

await test('the offer ends at the user\'s and the client\'s highest scope; a client that comes back for more gets the next one selected', async () => {
    const writer = new Browser();
    await loginAs(writer, users.writer);
    const shown = async (scope, by) => {
        const { form } = await open({ scope }, by);
        return [form.radios.map(({ value }) => value), form.fields.find(([name]) => name === 'scope')[1]];
    };
    const both = ['matomo:read', 'matomo:write'];
    check.deepEqual(await shown('matomo:superuser', writer), [both, 'matomo:write']);
    check.deepEqual(await shown('matomo:write', writer), [both, 'matomo:write']);
    check.deepEqual(await shown('matomo:write matomo:admin matomo:read', writer), [both, 'matomo:read']);
    check.deepEqual(await shown('matomo:write', browser), [[], 'matomo:read'], 'a viewer');
    const refreshTokens = [];
    for (const expected of both) {
        const verifier = newVerifier();
        const { form } = await open({ scope: both.join(' '), code_challenge: challenge(verifier) }, writer);
        check.equal(form.fields.find(([name]) => name === 'scope')[1], expected);
        const code = redirected(await decide(writer, form)).searchParams.get('code');
        const { body } = await redeem({ client: confidential, code, verifier, redirectUri: confidential.redirectUri });
        check.equal(body.scope, expected);
        refreshTokens.push(body.refresh_token);
    }
    for (const token of refreshTokens) {
        await post(metadata.revocation_endpoint, { token }, credentials(confidential));
    }
    check.deepEqual(await shown(both.join(' '), writer), [both, 'matomo:read'], 'the authorizations have ended');
});

await test('no page of the endpoint can be framed, cached or sniffed, or leaks in a referrer', async () => {
    for (const page of [await open(), await open({ client_id: 'nobody' }), await open({ redirect_uri: 'https://evil.example/' }), { response: await decide(browser, (await open()).form, 'allow', (fields) => fields.filter(([name]) => !/nonce/.test(name))) }]) {
        const { headers } = page.response;
        const policy = headers.get('content-security-policy') ?? '';
        check.match(policy, /frame-ancestors 'none'/);
        check.match(policy, /default-src 'none'/);
        check.doesNotMatch(policy, /form-action|unsafe/);
        check.equal(headers.get('x-frame-options'), 'DENY');
        check.equal(headers.get('x-content-type-options'), 'nosniff');
        check.equal(headers.get('referrer-policy'), 'same-origin');
        check.match(headers.get('cache-control'), /no-store/);
        check.match(headers.get('content-type'), /^text\/html; charset=utf-8/i);
    }
    // Only Matomo itself may frame the plugin's pages in Matomo.
    const adminBrowser = new Browser();
    await loginAs(adminBrowser, superuser);
    for (const url of [asked(), `${issuer}/index.php?module=OAuth2&action=index`, `${issuer}/index.php?module=OAuth2&action=authorizedApps`]) {
        const answer = await (url.includes('authorize&') ? new Browser() : adminBrowser).request(url);
        check.match(answer.headers.get('x-frame-options') ?? '', /^(deny|sameorigin)$/i, url);
    }
});

await test('an unknown client or redirect URI shows an error page, which repeats nothing of it as HTML', async () => {
    const hostile = ['<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', "';alert(1)//", '{{7*7}}', '{{_self.env}}', 'javascript:alert(1)', '\u202egpj.exe', 'https://evil.example/"onload="x'];
    for (const value of hostile) {
        for (const name of ['client_id', 'redirect_uri', 'state', 'scope', 'response_type', 'resource', 'code_challenge', 'prompt', 'login_hint', 'nonce']) {
            const { response, html } = await open({ [name]: value });
            check.doesNotMatch(html, /<script>alert|<img src=x|onload="x|>49</, `${name}=${value}`);
            check.ok(response.status < 500, `${name}=${value}`);
            const target = redirected(response);
            check.ok(target === null || target.href.startsWith(confidential.redirectUri), `${name}: ${target}`);
            check.doesNotMatch(response.headers.get('location') ?? '', /[\r\n<>"]/);
        }
    }
    const { response } = await open({ state: 'a\r\nSet-Cookie: evil=1' });
    check.doesNotMatch(response.headers.get('set-cookie') ?? '', /evil/);
});

const NAME = '<script>alert(1)</script>"\'><img src=x onerror=alert(1)> {{7*7}} & \u00e4';
const create = (change = {}) => admin('confirm', 'OAuth2.createClient', JSON.stringify({
    name: NAME, description: NAME, grantTypes: ['authorization_code', 'refresh_token'], scope: 'matomo:read', redirectUris: ['https://app.example/cb?a=1&b=%3Cscript%3E'], type: 'confidential', ...change,
}));

await test('HTML in a client\'s name, description and redirect URI is text on the consent page, in each format of the API, in the user\'s list', async () => {
    const { client } = create();
    try {
        check.equal(client.name, NAME);
        const { html } = await open({ client_id: client.client_id, redirect_uri: client.redirect_uris[0] });
        check.match(html, /&lt;script&gt;alert\(1\)&lt;\/script&gt;/);
        check.doesNotMatch(html, /<script>alert|<img src=x|>49</);
        check.doesNotMatch(html, /<script\b/, 'the page contains no script');
        const token = admin('token', superuser.login, superuser.password);
        for (const format of ['json', 'xml', 'html', 'original', 'csv', 'tsv', 'rss']) {
            for (const method of ['OAuth2.getClients', 'OAuth2.getClient']) {
                const answer = await request({ parameters: { module: 'API', method, format, clientId: client.client_id }, form: `token_auth=${token}` });
                const type = answer.headers.get('content-type') ?? '';
                if (/html/.test(type)) {
                    check.doesNotMatch(answer.text, /<script>alert|<img src=x/, `${method} ${format} ${type}`);
                } else {
                    check.ok(type !== '', `${method} ${format}`);
                }
            }
        }
        check.equal((await api('OAuth2.getClient', { clientId: client.client_id }, { token })).json.name, NAME);
        const { form } = await open({ client_id: client.client_id, redirect_uri: client.redirect_uris[0] });
        check.equal(gaveCode(await decide(browser, form)), true);
        for (const format of ['json', 'html', 'xml']) {
            const answer = await request({ parameters: { module: 'API', method: 'OAuth2.getMyAuthorizations', format }, form: `token_auth=${admin('token', viewer.login, viewer.password)}` });
            check.ok(!/html/.test(answer.headers.get('content-type') ?? '') || !/<script>alert|<img src=x/.test(answer.text), format);
        }
    } finally {
        admin('delete-client', client.client_id);
    }
});

await test('an unsafe redirect URI is refused when a client is created or changed', async () => {
    const token = admin('token', superuser.login, superuser.password);
    for (const uri of ['javascript:alert(1)', 'data:text/html,x', 'https://app.example/#f', 'https://user@app.example/', '//evil.example/cb', '/cb', 'http://app.example/cb', 'https://app.example/<script>', 'file:///etc/passwd', 'myapp:/cb']) {
        const answer = await api('OAuth2.createClient', { name: 'Test', grantTypes: ['authorization_code'], scope: 'matomo:read', redirectUris: [uri], passwordConfirmation: superuser.password }, { token });
        check.ok(isError(answer.json), `${uri}: ${answer.text}`);
        check.doesNotMatch(answer.text, /<script>/, uri);
    }
});

await test('requests cannot forge a log line, and the log contains no secret', async () => {
    const start = statSync(settings.log, { throwIfNoEntry: false })?.size ?? 0;
    const verifier = newVerifier();
    const { form } = await open({ code_challenge: challenge(verifier) });
    const code = redirected(await decide(browser, form)).searchParams.get('code');
    const given = { client: confidential, code, verifier, redirectUri: confidential.redirectUri };
    const first = await redeem(given);
    check.equal(first.status, 200);
    check.equal((await redeem(given)).status, 400, 'the log records a replay');
    for (const value of ['x\nERROR forged line', 'x\r\nERROR forged line', '{exception}', '%0aERROR forged line']) {
        await open({ client_id: value });
        await api('OAuth2.getClient', { clientId: value }, { token: admin('token', superuser.login, superuser.password) });
        await request({ parameters: { module: 'OAuth2', action: 'token' }, form: { grant_type: value, client_id: value, client_secret: value } });
        await request({ parameters: { module: 'API', format: 'json', method: 'API.getMatomoVersion' }, headers: { authorization: `Bearer ${Buffer.from(value).toString('base64url')}.x.y` } });
    }
    const text = readFileSync(settings.log, 'utf8').slice(start);
    check.match(text, /code\.replayed/);
    check.doesNotMatch(text, /^ERROR forged/m);
    for (const secret of [code, verifier, confidential.secret, first.body.access_token, first.body.refresh_token, viewer.password, superuser.password]) {
        check.ok(!text.includes(secret), 'the log contains a secret');
    }
});

/** Logs a super user in, and returns a function that calls API methods as the screens do. */
async function screens() {
    const own = new Browser();
    await loginAs(own, superuser);
    const page = await (await own.request(`${issuer}/index.php?module=OAuth2&action=index`)).text();
    const [, token] = page.match(/piwik\.token_auth = "([0-9a-f]{32})"/) ?? [];
    check.ok(token, page.slice(0, 300));
    return async (method, parameters = {}) => {
        const answer = await api(method, { ...parameters, token_auth: token, force_api_session: '1' }, { headers: { cookie: cookies(own) } });
        check.ok(!isError(answer.json), `${method}: ${answer.text.slice(0, 200)}`);
        return answer.json;
    };
}

await test('a new secret whose answer was lost can be asked for again, in the same session only, until it is confirmed', async () => {
    const start = statSync(settings.log, { throwIfNoEntry: false })?.size ?? 0;
    const [own, other] = [await screens(), await screens()];
    const none = { client_id: null, secret: null };
    const created = await own('OAuth2.createClient', {
        name: 'Lost', grantTypes: ['client_credentials'], scope: 'matomo:read', passwordConfirmation: superuser.password,
    });
    const id = created.client.client_id;
    const shown = { client_id: id, secret: created.secret };
    check.deepEqual(await own('OAuth2.getNewSecret', { clientId: id }), shown);
    check.deepEqual(await own('OAuth2.getNewSecret'), shown, 'the id was lost, too');
    const token = admin('token', superuser.login, superuser.password);
    for (const clientId of [id, '']) {
        check.deepEqual(await other('OAuth2.getNewSecret', { clientId }), none, 'another session');
        check.deepEqual((await api('OAuth2.getNewSecret', { clientId }, { token })).json, none, 'token_auth');
    }
    check.deepEqual(await other('OAuth2.confirmNewSecret', { clientId: id }), { confirmed: false });
    const { secret } = await own('OAuth2.rotateSecret', { clientId: id, passwordConfirmation: superuser.password });
    check.deepEqual(await own('OAuth2.getNewSecret', { clientId: id }), { client_id: id, secret });
    check.deepEqual(await own('OAuth2.confirmNewSecret', { clientId: id }), { confirmed: true });
    check.deepEqual(await own('OAuth2.getNewSecret', { clientId: id }), none);
    check.deepEqual(await own('OAuth2.getNewSecret'), none);
    check.deepEqual(await own('OAuth2.confirmNewSecret', { clientId: id }), { confirmed: false });
    const stored = admin('rows', 'oauth2_meta', 'value').join('\n');
    const text = readFileSync(settings.log, 'utf8').slice(start);
    for (const one of [secret, created.secret]) {
        check.ok(!stored.includes(one) && !text.includes(one), 'the secret is stored or logged');
    }
    admin('delete-client', id);
});

await test('a page of another site cannot change anything through an administrator\'s browser', async () => {
    const victim = new Browser();
    await loginAs(victim, superuser);
    const headers = { cookie: cookies(victim), origin: 'https://evil.example' };
    const calls = {
        'OAuth2.setClientActive': { clientId: confidential.id, active: '0' }, 'OAuth2.deleteClient': { clientId: confidential.id }, 'OAuth2.rotateSecret': { clientId: confidential.id },
        'OAuth2.createClient': { name: 'Test', grantTypes: ['client_credentials'], scope: 'matomo:read' }, 'OAuth2.rotateKeys': {}, 'OAuth2.withdrawKey': { kid: 'x' }, 'OAuth2.setAssistant': { assistant: 'claude', state: 'off' }, 'OAuth2.decideAssistant': { clientId: 'app.example', decision: 'blocked' }, 'OAuth2.revokeMyAuthorization': { authorizationId: 'x' }, 'OAuth2.revokeMyApp': { clientId: confidential.id }, 'OAuth2.revokeAuthorization': { authorizationId: 'x' }, 'OAuth2.revokeAuthorizations': { clientId: 'x' },
        'OAuth2.getClients': {}, 'OAuth2.getMyAuthorizations': {},
    };
    for (const [method, parameters] of Object.entries(calls)) {
        for (const extra of [{}, { force_api_session: '1' }, { force_api_session: '1', token_auth: 'anonymous' }, { force_api_session: '1', token_auth: '' }]) {
            for (const answer of [
                await api(method, { ...parameters, ...extra, passwordConfirmation: superuser.password }, { headers }),
                await request({ parameters: { module: 'API', format: 'json', method, ...parameters, ...extra, passwordConfirmation: superuser.password }, headers }),
            ]) {
                check.ok(isError(answer.json), `${method} ${JSON.stringify(extra)}: ${answer.text.slice(0, 200)}`);
                check.equal(answer.headers.get('access-control-allow-origin'), null);
            }
        }
    }
    check.equal(admin('call', 'OAuth2.getClient', JSON.stringify({ clientId: confidential.id })).active, true);
});

done();
