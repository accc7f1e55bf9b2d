// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * Acts as a user with a browser: opens an authorization URL, fills the login and consent forms, and returns the redirect
 * that leaves the server. It reads HTML forms like a browser without JavaScript; the only field name that it knows is
 * `decision`.
 *
 * Command line: node driver.mjs URL LOGIN PASSWORD [allow|deny] prints the final redirect target.
 */
import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ENTITIES = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decode(text) {
    return text.replace(/&(#x[0-9a-f]+|#[0-9]+|[a-z]+);/gi, (whole, name) => {
        if (name[0] === '#') {
            return String.fromCodePoint(name[1].toLowerCase() === 'x' ? parseInt(name.slice(2), 16) : parseInt(name.slice(1), 10));
        }
        return ENTITIES[name.toLowerCase()] ?? whole;
    });
}

function attributes(tag) {
    const found = {};
    for (const [, name, double, single, bare] of tag.matchAll(/\s([a-z-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/gi)) {
        found[name.toLowerCase()] = decode(double ?? single ?? bare ?? '');
    }
    return found;
}

/** The forms of a page: [{action, method, fields: [[name, value]], buttons: [{name, value}], password: name|null}]. */
export function forms(html, base) {
    return [...html.matchAll(/<form\b[^>]*>[\s\S]*?<\/form>/gi)].map(([whole]) => {
        const form = attributes(whole.match(/^<form\b[^>]*>/i)[0]);
        const fields = [];
        const buttons = [];
        const radios = [];
        let password = null;
        let login = null;
        for (const [tag, element] of whole.matchAll(/<(input|button)\b[^>]*>/gi)) {
            const given = attributes(tag);
            const type = (given.type ?? (element.toLowerCase() === 'button' ? 'submit' : 'text')).toLowerCase();
            if (type === 'submit') {
                buttons.push({ name: given.name, value: given.value ?? '' });
            } else if (type === 'radio' || type === 'checkbox') {
                radios.push({ name: given.name, value: given.value ?? 'on', checked: 'checked' in given });
                if ('checked' in given) {
                    fields.push([given.name, given.value ?? 'on']);
                }
            } else if (given.name) {
                fields.push([given.name, given.value ?? '']);
                password = type === 'password' ? given.name : password;
                login = type === 'text' || type === 'email' ? login ?? given.name : login;
            }
        }
        return { action: new URL(form.action || base, base).href, method: (form.method ?? 'get').toUpperCase(), fields, buttons, radios, password, login };
    });
}

/** One user's browser: it keeps cookies and follows no redirects by itself. */
export class Browser {
    cookies = new Map();

    /** Requests `url` with the browser's cookies; with `form` (pairs) it is a POST. Redirects are not followed. */
    async request(url, form = null, headers = {}) {
        const response = await fetch(url, {
            method: form ? 'POST' : 'GET',
            redirect: 'manual',
            headers: {
                accept: 'text/html',
                ...(this.cookies.size ? { cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ') } : {}),
                ...(form ? { 'content-type': 'application/x-www-form-urlencoded', origin: new URL(url).origin } : {}),
                ...headers,
            },
            body: form ? new URLSearchParams(form).toString() : undefined,
        });
        for (const line of response.headers.getSetCookie()) {
            const [pair, ...rest] = line.split(';');
            const at = pair.indexOf('=');
            if (/max-age=0|expires=thu, 01/i.test(rest.join(';')) || pair.slice(at + 1) === '') {
                this.cookies.delete(pair.slice(0, at));
            } else {
                this.cookies.set(pair.slice(0, at), pair.slice(at + 1));
            }
        }
        return response;
    }

    /**
     * Goes from `url` to the redirect that leaves the server's origin, or to a page without a form that it can fill.
     * @param {{login: string, password: string}} user the user who logs in
     * @param {{decision?: 'allow'|'deny', scope?: string, alter?: (fields: [string, string][]) => [string, string][], stopAtConsent?: boolean}} [wish]
     *        `alter` may change what the consent form posts
     * @returns {Promise<{location: string|null, status: number, html: string, consent: object|null}>} `location` is null if no redirect left the server
     */
    async authorize(url, user, wish = {}) {
        const origin = new URL(url).origin;
        let response = await this.request(url);
        let at = String(url);
        let logins = 0;
        let consent = null;
        for (let step = 0; step < 12; step++) {
            if (response.status >= 300 && response.status < 400) {
                const target = response.headers.get('location');
                const next = new URL(target, at);
                if (next.origin !== origin || (consent !== null && next.searchParams.has('state') && (next.searchParams.has('code') || next.searchParams.has('error')))) {
                    return { location: target, status: response.status, html: '', consent };
                }
                at = next.href;
                response = await this.request(at);
                continue;
            }
            const html = await response.text();
            const [form] = forms(html, at).filter((one) => one.password !== null || one.buttons.some((button) => button.name === 'decision'));
            // Matomo serves its login form with status 403.
            if (!form || (response.status >= 400 && form.password === null)) {
                return { location: null, status: response.status, html, consent };
            }
            let fields = form.fields;
            if (form.password !== null) {
                if (logins++ > 0) {
                    return { location: null, status: response.status, html, consent };
                }
                fields = fields.map(([name, value]) => [name, name === form.password ? user.password : name === form.login ? user.login : value]);
            } else {
                consent = { ...form, url: at, html, headers: response.headers };
                if (wish.stopAtConsent) {
                    return { location: null, status: response.status, html, consent };
                }
                if (wish.scope) {
                    fields = fields.map(([name, value]) => [name, name === 'scope' ? wish.scope : value]);
                }
                fields = [...fields, ['decision', wish.decision ?? 'allow']];
                fields = wish.alter ? wish.alter(fields) : fields;
            }
            response = await this.request(form.action, fields);
            at = form.action;
        }
        throw new Error(`too many redirects at ${at}`);
    }
}

/** Authorizes with a new browser and returns the redirect as URL; without one it throws the page's text. */
export async function authorize(url, user, wish = {}) {
    const end = await new Browser().authorize(url, user, wish);
    if (end.location === null) {
        throw new Error(`the server did not redirect (${end.status}): ${end.html.replace(/<style[\s\S]*?<\/style>|<[^>]*>/g, ' ').replace(/\s+/g, ' ').slice(0, 300)}`);
    }
    return new URL(end.location);
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
    const [url, login, password, decision = 'allow'] = process.argv.slice(2);
    console.log((await authorize(url, { login, password }, { decision })).href);
}
