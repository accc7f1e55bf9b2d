// SPDX-License-Identifier: GPL-3.0-or-later
/** Requests for attacks: arbitrary bytes over a socket, and helpers for the usual requests. */
import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import net from 'node:net';
import { fileURLToPath } from 'node:url';
import { authorize } from '../clients/node/driver.mjs';
import { check } from '../clients/node/check.mjs';
import settings, { api, apiWrite, clients, issuer, users, whoami } from '../clients/node/settings.mjs';

export const { confidential, other, public: spa } = clients;
export const metadata = await (await fetch(settings.metadata)).json();

/** The path of the sources on this machine. */
export const checkout = fileURLToPath(new URL('../../..', import.meta.url));

/** Text that no answer may contain: paths of the machine, SQL, traces, PHP's own messages. */
const LEAKS = /\/var\/(www|lib)|\/home\/|\.php\b|SQLSTATE|SELECT |UPDATE |INSERT |Stack trace|Fatal error|Warning:|Notice:|Deprecated:|PDOException|Piwik\\|BEGIN [A-Z ]*PRIVATE KEY|wrapping/i;

/** Checks that an answer reveals no internals and is no server error. */
export function harmless(answer, what = '') {
    check.ok(answer.status < 500, `${what}: ${answer.status} ${answer.text?.slice(0, 300)}`);
    check.doesNotMatch(answer.text, LEAKS, what);
    check.ok(!answer.text.includes(checkout), what);
    return answer;
}

/** Checks an OAuth error as in RFC 6749 5.2: one of the names, a description of allowed characters, no-store. */
export function refused(answer, names, what = '') {
    harmless(answer, what);
    check.ok(answer.status >= 400, `${what}: ${answer.status} ${answer.text.slice(0, 200)}`);
    check.match(answer.headers.get('content-type') ?? '', /^application\/json/, what);
    check.equal(answer.headers.get('cache-control'), 'no-store', what);
    check.ok([names].flat().includes(answer.body.error), `${what}: ${answer.text.slice(0, 300)}`);
    check.match(answer.body.error_description ?? '', /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/, what);
    return answer;
}

async function answer(response) {
    const text = await response.text();
    let body = {};
    try {
        body = JSON.parse(text) ?? {};
    } catch {
        body = {};
    }
    return { status: response.status, headers: response.headers, text, body };
}

export const basic = (id, secret) => ({ authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` });
export const credentials = (client) => (client.secret ? basic(client.id, client.secret) : {});

/** A URL with an additional query parameter. */
export const withParameter = (url, name, value) => `${url}${url.includes('?') ? '&' : '?'}${name}=${value}`;

/** Posts a form (object, pairs or raw text) to an endpoint. */
export async function post(url, form, headers = {}) {
    const body = typeof form === 'string' || Buffer.isBuffer(form) ? form : new URLSearchParams(form).toString();
    return answer(await fetch(url, { method: 'POST', redirect: 'manual', headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers }, body }));
}

export async function get(url, headers = {}, method = 'GET') {
    return answer(await fetch(url, { method, redirect: 'manual', headers }));
}

export const token = (form, headers = {}) => post(metadata.token_endpoint, form, headers);
const bearing = (bearer) => (bearer ? { authorization: `Bearer ${bearer}` } : {});
/** The protected call that needs matomo:read, and the one that needs matomo:write. */
export const call = async (bearer) => answer(await fetch(api, { headers: bearing(bearer) }));
/** The protected call that returns the login, if it is the viewer's. */
export const login = async (bearer) => (await answer(await fetch(whoami, { headers: bearing(bearer) }))).body.login;
export const callWrite = async (bearer) => answer(await fetch(apiWrite, { method: 'POST', headers: bearing(bearer) }));

/** Sends bytes unchanged over a socket, from another loopback address if given; returns status, head and body as text. */
export function raw(request, url = issuer, localAddress = undefined) {
    const { hostname, port } = new URL(url);
    return new Promise((resolve, reject) => {
        const socket = net.connect({ port: Number(port || 80), host: hostname, localAddress }, () => socket.write(request));
        const chunks = [];
        socket.setTimeout(20_000, () => socket.destroy(new Error('no answer within 20 s')));
        socket.on('data', (chunk) => chunks.push(chunk));
        socket.on('error', (error) => (chunks.length > 0 ? finish() : reject(error)));
        socket.on('end', finish);
        function finish() {
            const all = Buffer.concat(chunks).toString('latin1');
            const at = all.indexOf('\r\n\r\n');
            const head = at < 0 ? all : all.slice(0, at);
            const headers = new Headers();
            for (const line of head.split('\r\n').slice(1)) {
                const colon = line.indexOf(':');
                if (colon > 0) {
                    headers.append(line.slice(0, colon), line.slice(colon + 1).trim());
                }
            }
            const text = at < 0 ? '' : all.slice(at + 4);
            let body = {};
            try {
                body = JSON.parse(text.replace(/^[0-9a-f]+\r\n|\r\n0\r\n\r\n$/gi, '')) ?? {};
            } catch {
                body = {};
            }
            resolve({ status: Number(head.split(' ')[1] ?? 0), head, headers, text, body });
            socket.destroy();
        }
    });
}

/** A raw HTTP/1.1 request from a request line and header lines. */
export function request(line, headers = [], body = '') {
    const length = Buffer.byteLength(body);
    return Buffer.concat([
        Buffer.from([line, ...headers, ...(length > 0 ? [`Content-Length: ${length}`] : []), 'Connection: close', '', ''].join('\r\n')),
        Buffer.from(body),
    ]);
}

export const newVerifier = () => randomBytes(32).toString('base64url');
export const challenge = (verifier) => createHash('sha256').update(verifier).digest('base64url');

export function loopback(uri, port = 4641) {
    const url = new URL(uri);
    url.port = url.hostname === '127.0.0.1' && !url.port ? String(port) : url.port;
    return url.href;
}

/** A new authorization code of `client`, with everything that the token request needs. */
export async function newCode(client = confidential, extra = {}, user = users.viewer) {
    const verifier = newVerifier();
    const redirectUri = loopback(client.redirectUri);
    const url = new URL(metadata.authorization_endpoint);
    const parameters = {
        client_id: client.id, redirect_uri: redirectUri, response_type: 'code', scope: 'matomo:read',
        state: 's', code_challenge: challenge(verifier), code_challenge_method: 'S256', ...extra,
    };
    for (const [name, value] of Object.entries(parameters)) {
        url.searchParams.set(name, value);
    }
    // Of several scopes, the one that the page selects.
    const back = await authorize(url.href, user, /^\S+$/.test(extra.scope ?? '') ? { scope: extra.scope } : {});
    const code = back.searchParams.get('code');
    check.ok(code, back.href);
    return { client, code, verifier, redirectUri };
}

/** Redeems a code of newCode; `change` overrides parameters, or removes them with null. */
export function redeem({ client, code, verifier, redirectUri }, change = {}, headers = credentials(client)) {
    const form = {
        grant_type: 'authorization_code', code, redirect_uri: redirectUri, code_verifier: verifier,
        ...(client.secret ? {} : { client_id: client.id }), ...change,
    };
    return token(Object.fromEntries(Object.entries(form).filter(([, value]) => value !== null)), headers);
}

/** Tokens of a new authorization: {access_token, refresh_token, …}. */
export async function tokens(client = confidential, extra = {}, user = users.viewer) {
    const answer = await redeem(await newCode(client, extra, user));
    check.equal(answer.status, 200, answer.text);
    return answer.body;
}

export const refresh = (client, refreshToken, change = {}) => token(
    { grant_type: 'refresh_token', refresh_token: refreshToken, ...(client.secret ? {} : { client_id: client.id }), ...change },
    credentials(client),
);

export const clientCredentials = (client = confidential, scope = 'matomo:read') => token({ grant_type: 'client_credentials', scope }, credentials(client));

/** Runs a command of an administrator (admin.php); returns its JSON answer. */
export function admin(...words) {
    const [command, ...first] = settings.admin;
    return JSON.parse(execFileSync(command, [...first, ...words], { encoding: 'utf8' }) || 'null');
}
