// SPDX-License-Identifier: GPL-3.0-or-later
/** An Angular application with angular-oauth2-oidc, made of the guide's settings. `given` comes from the page. */
import '@angular/compiler';
import { Component, inject } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import { HttpClient, provideHttpClient, withInterceptorsFromDi } from '@angular/common/http';
import { OAuthService, provideOAuthClient } from 'angular-oauth2-oidc';
import { firstValueFrom } from 'rxjs';
import config from 'guide:angular-oauth2-oidc';
import client from 'guide:angular-oauth2-oidc#1';

const App = Component({ selector: 'app-root', template: '<h1>Application</h1>' })(class {
    constructor() {
        window.oauth = inject(OAuthService);
        window.http = inject(HttpClient);
    }
});

window.application = {
    logIn: () => window.oauth.initCodeFlow(),
    token: () => window.oauth.getAccessToken(),
    get: (url) => firstValueFrom(window.http.get(url)),
};
window.ready = (async () => {
    document.body.append(document.createElement('app-root'));
    await bootstrapApplication(App, { providers: [provideHttpClient(withInterceptorsFromDi()), client({ provideOAuthClient })] });
    const redirectUri = location.origin + (localStorage.getItem('popup') ? '/angular-popup.html' : '/angular.html');
    // http is for this test only.
    window.oauth.configure({ ...config({ clientId: given.clientId, redirectUri }), requireHttps: false, ...JSON.parse(localStorage.getItem('more') ?? '{}') });
    if (localStorage.getItem('more')) {
        window.oauth.setupAutomaticSilentRefresh();
    }
    await window.oauth.tryLoginCodeFlow();
})();
window.ready.then(() => { document.title = 'ready'; }, (error) => { document.title = `error: ${error.message ?? JSON.stringify(error)}`; });
