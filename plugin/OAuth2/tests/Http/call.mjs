// SPDX-License-Identifier: GPL-3.0-or-later
/** Calls of Matomo's Reporting API, and checks of answers that several tests need. */
import { check } from '../../../../host/tests/clients/node/check.mjs';
import settings, { issuer } from '../../../../host/tests/clients/node/settings.mjs';

export { check, done, test, wanted } from '../../../../host/tests/clients/node/check.mjs';
export * from '../../../../host/tests/attacks/http.mjs';
export { default as settings, clients, issuer, users } from '../../../../host/tests/clients/node/settings.mjs';

export const [site, other] = settings.sites ?? [];

/** Parameters as a query string; a list is repeated as name[]. */
export function query(parameters) {
    if (typeof parameters === 'string') {
        return parameters;
    }
    const text = new URLSearchParams();
    for (const [name, value] of Object.entries(parameters)) {
        for (const one of Array.isArray(value) ? value : [value]) {
            text.append(Array.isArray(value) ? `${name}[]` : name, one);
        }
    }
    return text.toString();
}

/** A request to index.php of `base`: query, headers, and form (which makes it a POST). Redirects are not followed. */
export async function request({ base = issuer, script = 'index.php', parameters = {}, headers = {}, form = null, method = form === null ? 'GET' : 'POST' }) {
    const text = query(parameters);
    const response = await fetch(`${base}/${script}${text === '' ? '' : `?${text}`}`, {
        method,
        redirect: 'manual',
        headers: { ...(form === null ? {} : { 'content-type': 'application/x-www-form-urlencoded' }), ...headers },
        body: form === null ? undefined : query(form),
    });
    const body = await response.text();
    let json = null;
    try {
        json = JSON.parse(body);
    } catch {
        json = null;
    }
    return { status: response.status, headers: response.headers, text: body, json };
}

/** The Reporting API, by POST, in JSON. `bearer` goes into the header, `token` is a token_auth. */
export function api(method, parameters = {}, { bearer = null, token = null, headers = {}, base = issuer } = {}) {
    return request({
        base,
        parameters: { module: 'API', format: 'json', method },
        headers: { ...(bearer === null ? {} : { authorization: `Bearer ${bearer}` }), ...headers },
        form: `${query(parameters)}${token === null ? '' : `&token_auth=${token}`}`,
    });
}

/** The sub-requests of a bulk request, each "method=…&…". */
export const bulk = (urls, options = {}) => api('API.getBulkRequest', { urls }, options);

/** Returns true if an answer of the Reporting API is one of its errors. */
export const isError = (json) => json !== null && typeof json === 'object' && json.result === 'error';

/** The parameters of a Bearer challenge, or null. The challenge must be the only one, with each parameter once. */
export function challengeOf(answer, what = '') {
    const header = answer.headers.get('www-authenticate');
    if (header === null) {
        return null;
    }
    check.match(header, /^Bearer [a-z_]+="[^"\\]*"(, [a-z_]+="[^"\\]*")*$/, what);
    const pairs = [...header.slice(7).matchAll(/([a-z_]+)="([^"]*)"/g)].map(([, name, value]) => [name, value]);
    check.equal(new Set(pairs.map(([name]) => name)).size, pairs.length, `${what}: ${header}`);
    return Object.fromEntries(pairs);
}

/** The URL of the Reporting API's resource metadata. */
export const resourceMetadata = `${issuer}/index.php?module=OAuth2&action=resourceMetadata`;

/** Checks the 401 for an invalid token: JSON, a challenge with invalid_token, and no session. */
export function unauthorized(answer, what = '') {
    check.equal(answer.status, 401, `${what}: ${answer.text.slice(0, 200)}`);
    check.match(answer.headers.get('content-type') ?? '', /^application\/json/, what);
    check.ok(answer.json !== null, `${what}: ${answer.text.slice(0, 200)}`);
    check.equal(answer.headers.get('set-cookie'), null, what);
    const challenge = challengeOf(answer, what);
    check.equal(challenge?.error, 'invalid_token', what);
    check.equal(challenge.resource_metadata, resourceMetadata, what);
    check.equal(challenge.scope, 'matomo:read', what);
    return answer;
}
