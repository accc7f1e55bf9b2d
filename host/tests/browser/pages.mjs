// SPDX-License-Identifier: GPL-3.0-or-later
/** A browser and the steps through the host's pages that several tests need. */
import { createServer } from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axe from 'axe-core';
import { chromium } from 'playwright-core';
import { issuer, users } from '../clients/node/settings.mjs';

export const CHALLENGE = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';
export const VERIFIER = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';

const profile = mkdtempSync(join(tmpdir(), 'oauth2-browser-'));
export const browser = await chromium.launch({
    executablePath: process.env.OAUTH2_CHROMIUM ?? '/usr/bin/chromium',
    args: [
        '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
        '--disable-component-update', '--disable-sync', `--disk-cache-dir=${profile}`,
    ],
});

/** The requests that arrived at the redirect URI of an application on this computer. */
export const callbacks = [];
const application = createServer((request, response) => {
    const url = new URL(request.url, 'http://127.0.0.1');
    if (url.pathname === '/callback') {
        callbacks.push({ query: Object.fromEntries(url.searchParams), method: request.method, headers: request.headers });
    }
    response.setHeader('Content-Type', 'text/html');
    response.end(url.pathname === '/frame'
        ? `<!DOCTYPE html><title>frame</title><iframe src="${url.searchParams.get('src').replaceAll('&', '&amp;')}" width="800" height="600"></iframe>`
        : '<!DOCTYPE html><html lang="en"><title>App</title><h1>Back at the app</h1>');
});
await new Promise((ready) => { application.listen(0, '127.0.0.1', ready); });
export const applicationOrigin = `http://127.0.0.1:${application.address().port}`;
export const callback = `${applicationOrigin}/callback`;

export async function close() {
    await browser.close();
    application.close();
    rmSync(profile, { recursive: true, force: true });
}

/** The URL of an authorization request. */
export function address(changes = {}) {
    return `${issuer}/index.php?module=OAuth2&action=authorize&${new URLSearchParams({
        response_type: 'code',
        client_id: 'analytics_app',
        redirect_uri: callback,
        scope: 'matomo:read',
        state: 'a b&c',
        code_challenge: CHALLENGE,
        code_challenge_method: 'S256',
        ...changes,
    })}`;
}

/** A page of a logged-in user (anonymous without `login`); `errors` collects the browser's messages. */
export async function open({ login = null, width = 1280, height = 800, javaScript = true } = {}) {
    const context = await browser.newContext({ viewport: { width, height }, javaScriptEnabled: javaScript });
    const page = await context.newPage();
    const errors = [];
    const hosts = new Set();
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    page.on('pageerror', (error) => errors.push(String(error)));
    context.on('request', (request) => hosts.add(new URL(request.url()).origin));
    if (login !== null) {
        await page.goto(`${issuer}/login`);
        await logIn(page, login);
    }
    return { context, page, errors, hosts };
}

/** Fills the login form that the page shows. */
export async function logIn(page, login) {
    await page.getByLabel('User name').fill(login);
    await page.getByLabel('Password').fill(users[login].password);
    await page.getByRole('main').getByRole('button', { name: 'Log in' }).click();
}

/** The violations that axe-core finds, as text. */
export async function violations(page) {
    await page.evaluate(axe.source);
    const result = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
    if (result.passes.length === 0) {
        throw new Error('axe-core checked no element');
    }
    return result.violations.map((found) => `${found.id}: ${found.nodes.map((node) => node.target.join(' ')).join(', ')}`);
}

/** The elements that extend beyond the window's width. */
export function overflow(page) {
    return page.evaluate(() => {
        const width = document.documentElement.clientWidth;
        return [...document.querySelectorAll('body *')]
            .filter((node) => !node.closest('.sr') && node.getBoundingClientRect().right > width + 0.5)
            .map((node) => `${node.tagName}.${node.className}`)
            .concat(document.documentElement.scrollWidth > width ? ['the page scrolls sideways'] : []);
    });
}
