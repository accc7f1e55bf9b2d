// SPDX-License-Identifier: GPL-3.0-or-later
/** A React application with react-oauth2-code-pkce, made of the guide's settings. `given` comes from the page. */
import { createElement, useContext } from 'react';
import { createRoot } from 'react-dom/client';
import { AuthContext, AuthProvider } from 'react-oauth2-code-pkce';
import config from 'guide:react-oauth2-code-pkce';

function User() {
    const auth = useContext(AuthContext);
    window.auth = auth;
    window.application = { logIn: () => auth.logIn('the-state'), token: () => auth.token || null };
    const shown = auth.error ?? (auth.token ? `user ${auth.tokenData?.sub}` : 'nobody');
    return createElement('p', null, auth.loginInProgress ? 'busy' : shown);
}

const authConfig = config({ clientId: given.clientId, redirectUri: `${location.origin}/react.html` });
const root = document.createElement('div');
document.body.append(root);
createRoot(root).render(createElement(AuthProvider, { authConfig }, createElement(User)));
document.title = 'ready';
