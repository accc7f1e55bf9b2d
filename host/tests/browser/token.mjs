// SPDX-License-Identifier: GPL-3.0-or-later
/** The application's step after the redirect: it exchanges code and verifier for tokens. */
import { clients, issuer } from '../clients/node/settings.mjs';
import { VERIFIER, callback } from './pages.mjs';

export async function token(code) {
    const answer = await fetch(`${issuer}/oauth2/token`, {
        method: 'POST',
        body: new URLSearchParams({
            grant_type: 'authorization_code', code, code_verifier: VERIFIER, redirect_uri: callback,
            client_id: 'analytics_app', client_secret: clients.analytics_app.secret,
        }),
    });
    return answer.json();
}
