// SPDX-License-Identifier: GPL-3.0-or-later
/** An application with oidc-client-ts, made of the guide's settings. `given` comes from the page. */
import { UserManager, WebStorageStateStore } from 'oidc-client-ts';
import settings from 'guide:oidc-client-ts';

let manager = settings({ UserManager, clientId: given.clientId, redirectUri: `${location.origin}/oidc.html` });
if (localStorage.getItem('shared')) {
    manager = new UserManager({ ...manager.settings, userStore: new WebStorageStateStore({ store: localStorage }) });
}
window.manager = manager;
window.application = {
    logIn: () => manager.signinRedirect(),
    token: async () => (await manager.getUser())?.access_token ?? null,
};
window.ready = (async () => {
    if (/[?&]state=/.test(location.search)) {
        await manager.signinCallback();
        history.replaceState(null, '', location.pathname);
    }
    return manager.getUser();
})();
window.ready.then(() => { document.title = 'ready'; }, (error) => { document.title = `error: ${error.message}`; });
