// SPDX-License-Identifier: GPL-3.0-or-later
/** Without clean routes, two strict clients discover everything from the challenge of a refused call. */
import * as oauth from 'oauth4webapi';
import { extractWWWAuthenticateParams, discoverOAuthProtectedResourceMetadata } from '@modelcontextprotocol/sdk/client/auth.js';
import { authorize } from '../../../../host/tests/clients/node/driver.mjs';
import { api, check, clients, done, issuer, settings, test, users } from './call.mjs';

const loose = { [oauth.allowInsecureRequests]: true };
const { confidential } = clients;

await test('this server has no clean routes', async () => {
    check.notEqual((await fetch(`${issuer}/.well-known/oauth-authorization-server`)).status, 200);
    check.notEqual((await fetch(`${issuer}/oauth2/token`)).status, 200);
});

await test('a refused call leads through the metadata of resource and server to a protected answer', async () => {
    const refused = await fetch(settings.api);
    check.equal(refused.status, 401);
    const { resourceMetadataUrl, scope } = extractWWWAuthenticateParams(refused);
    check.equal(scope, 'matomo:read');
    const resource = await discoverOAuthProtectedResourceMetadata(issuer, { resourceMetadataUrl });
    check.equal(resource.resource, issuer);
    const [server] = resource.authorization_servers;
    const found = await fetch(`${server}/index.php?module=OAuth2&action=authorizationServerMetadata`);
    const as = await oauth.processDiscoveryResponse(new URL(server), found);
    const client = { client_id: confidential.id };
    const auth = oauth.ClientSecretBasic(confidential.secret);
    const verifier = oauth.generateRandomCodeVerifier();
    const url = new URL(as.authorization_endpoint);
    for (const [name, value] of Object.entries({
        client_id: client.client_id, redirect_uri: confidential.redirectUri, response_type: 'code', scope, state: 'state',
        code_challenge: await oauth.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256', resource: resource.resource,
    })) {
        url.searchParams.set(name, value);
    }
    const callback = oauth.validateAuthResponse(as, client, await authorize(url.href, users.viewer), 'state');
    const answer = await oauth.authorizationCodeGrantRequest(as, client, auth, callback, confidential.redirectUri, verifier, loose);
    const set = await oauth.processAuthorizationCodeResponse(as, client, answer);
    check.equal((await oauth.protectedResourceRequest(set.access_token, 'GET', new URL(settings.whoami), undefined, undefined, loose)).status, 200);
    check.equal((await api('SitesManager.getAllSites', {}, { bearer: set.access_token })).status, 403);
});

done();
