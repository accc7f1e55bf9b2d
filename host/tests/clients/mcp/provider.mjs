// SPDX-License-Identifier: GPL-3.0-or-later
/** An OAuthClientProvider in memory for both generations of the MCP client SDK, and the user behind it. */
import { authorize } from '../node/driver.mjs';

export class MemoryProvider {
    /** @param {{id: string, secret?: string, redirectUri: string}} client  @param {{login: string, password: string}} user */
    constructor(client, user, wish = {}) {
        this.client = client;
        this.user = user;
        this.wish = wish;
        this.saved = undefined;
        this.verifier = undefined;
        this.asked = undefined;
        this.callback = undefined;
    }

    get redirectUrl() {
        return this.client.redirectUri;
    }

    get clientMetadata() {
        return {
            client_name: 'Test',
            redirect_uris: [this.client.redirectUri],
            grant_types: ['authorization_code', 'refresh_token'],
            response_types: ['code'],
            token_endpoint_auth_method: this.client.secret ? 'client_secret_basic' : 'none',
        };
    }

    state() {
        return 'state-of-the-test';
    }

    clientInformation() {
        return { client_id: this.client.id, ...(this.client.secret ? { client_secret: this.client.secret } : {}) };
    }

    tokens() {
        return this.saved;
    }

    saveTokens(tokens) {
        this.saved = tokens;
    }

    saveCodeVerifier(verifier) {
        this.verifier = verifier;
    }

    codeVerifier() {
        return this.verifier;
    }

    discoveryState() {
        return this.discovered;
    }

    saveDiscoveryState(state) {
        this.discovered = state;
    }

    invalidateCredentials(scope) {
        if (scope === 'all' || scope === 'tokens') {
            this.saved = undefined;
        }
    }

    /** Lets the user log in and decide, and keeps the redirect for the test. */
    async redirectToAuthorization(url) {
        this.asked = url;
        this.callback = await authorize(url.href, this.user, this.wish);
    }
}
