// SPDX-License-Identifier: GPL-3.0-or-later
/** Matomo's pages for tests over HTTP: the login form, and page texts without the parts that differ between requests. */
import { forms } from '../../../../host/tests/clients/node/driver.mjs';
import { check, issuer } from './call.mjs';

/** Logs in at the login page; the browser keeps the session. Returns the last answer: a redirect after success. */
export async function loginAs(browser, { login, password }, page = `${issuer}/index.php?module=Login`) {
    const html = await (await browser.request(page)).text();
    return submitLogin(browser, html, page, { login, password });
}

/** Fills the login form of the page and sends it. */
export async function submitLogin(browser, html, page, { login, password }, change = {}) {
    const form = forms(html, page).find((one) => one.fields.some(([name]) => name === 'form_login') && !one.fields.some(([name]) => name === 'form_password_bis'));
    check.ok(form, html.slice(0, 300));
    const values = { form_login: login, form_password: password, ...change };
    return browser.request(form.action, form.fields.map(([name, value]) => [name, values[name] ?? value]));
}

/** A page's text without nonces, request ids and times. */
export const normal = (text) => text
    .replace(/[0-9a-f]{32}/g, '#')
    .replace(/nonce-[\w-]+|nonce="[^"]*"/g, '#')
    .replace(/(request[_-]?id["':= ]+)[0-9a-f]{5}/gi, '$1#')
    .replace(/\b[0-9a-f]{5}\b(?=<\/)/g, '#');

/** The session's cookie header. */
export const cookies = (browser) => [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');

/** Follows redirects on the issuer's origin; returns {response, html, url} of the page or of the redirect to another origin. */
export async function follow(browser, response, url) {
    for (let step = 0; step < 8; step++) {
        const target = response.headers.get('location');
        if (target === null) {
            return { response, html: await response.text(), url };
        }
        const next = new URL(target, url);
        if (next.origin !== new URL(url).origin) {
            return { response, html: '', url: next.href };
        }
        url = next.href;
        response = await browser.request(url);
    }
    throw new Error(`too many redirects at ${url}`);
}

export const consentForm = (html, url) => forms(html, url).find((form) => form.buttons.some((button) => button.name === 'decision')) ?? null;

export const loginForm = (html, url) => forms(html, url).find((form) => form.password === 'form_password') ?? null;

/** Posts the consent form's fields with a decision; `alter` may change them. */
export const decide = (browser, form, decision = 'allow', alter = (fields) => fields, headers = {}) =>
    browser.request(form.action, alter([...form.fields, ...(decision === null ? [] : [['decision', decision]])]), headers);
