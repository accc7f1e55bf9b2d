// SPDX-License-Identifier: GPL-3.0-or-later
/** AppAuth-JS as a native application (a public client): it, too, appends its query with a second "?". */
import { createRequire } from 'node:module';
import { authorize } from './driver.mjs';
import { check, done, test } from './check.mjs';
import settings, { api, clients, users } from './settings.mjs';

const require = createRequire(`${process.env.OAUTH2_NODE_CLIENTS}/package.json`);
const { AuthorizationRequest, AuthorizationRequestHandler, BaseTokenRequestHandler, BasicQueryStringUtils, GRANT_TYPE_AUTHORIZATION_CODE,
    GRANT_TYPE_REFRESH_TOKEN, RevokeTokenRequest, TokenRequest, AuthorizationServiceConfiguration } = require('@openid/appauth');
const { NodeCrypto } = require('@openid/appauth/built/node_support/crypto_utils');
const { NodeRequestor } = require('@openid/appauth/built/node_support/node_requestor');

const metadata = await (await fetch(settings.metadata)).json();
const configuration = new AuthorizationServiceConfiguration(metadata);
const client = clients.public;
const redirectUri = new URL(client.redirectUri);
redirectUri.port = '4692';
const crypto = new NodeCrypto();
const requestor = new NodeRequestor();
const handler = new BaseTokenRequestHandler(requestor);

/** Returns the URL in place of opening a browser. */
class Handler extends AuthorizationRequestHandler {
    performAuthorizationRequest(server, request) {
        return this.buildRequestUrl(server, request);
    }

    completeAuthorizationRequest() {
        return Promise.resolve(null);
    }
}

const called = async (token) => (await fetch(api, { headers: { authorization: `Bearer ${token}` } })).status;

async function tokens() {
    const request = new AuthorizationRequest({
        client_id: client.id, redirect_uri: redirectUri.href, scope: 'matomo:read', response_type: AuthorizationRequest.RESPONSE_TYPE_CODE, extras: {},
    }, crypto);
    await request.setupCodeVerifier();
    const url = new Handler(new BasicQueryStringUtils(), crypto).performAuthorizationRequest(configuration, request);
    if (metadata.authorization_endpoint.includes('?')) {
        check.match(url, /action=authorize\?/);
    }
    const back = await authorize(url, users.viewer);
    check.equal(back.searchParams.get('state'), request.state);
    return handler.performTokenRequest(configuration, new TokenRequest({
        client_id: client.id,
        redirect_uri: redirectUri.href,
        grant_type: GRANT_TYPE_AUTHORIZATION_CODE,
        code: back.searchParams.get('code'),
        extras: { code_verifier: request.internal.code_verifier },
    }));
}

await test('code with PKCE, with the endpoint\'s own query and a second "?"', async () => {
    const set = await tokens();
    check.equal(set.scope, 'matomo:read');
    check.equal(await called(set.accessToken), 200);
});

await test('refresh and revocation', async () => {
    const set = await tokens();
    const next = await handler.performTokenRequest(configuration, new TokenRequest({
        client_id: client.id, redirect_uri: redirectUri.href, grant_type: GRANT_TYPE_REFRESH_TOKEN, refresh_token: set.refreshToken,
    }));
    check.equal(await called(next.accessToken), 200);
    check.equal(await handler.performRevokeTokenRequest(configuration, new RevokeTokenRequest({
        token: next.refreshToken, token_type_hint: 'refresh_token', client_id: client.id,
    })), true);
    check.equal(await called(next.accessToken), 401);
});

done();
