// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * A browser for a real Matomo, with the steps that several tests need. The environment names the Matomo:
 * MATOMO_URL is its address, MATOMO_USERS its users (JSON: {"admin": "password", "viewer": "password"}).
 */
import { createServer } from 'node:http';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axe from 'axe-core';
import { chromium } from 'playwright-core';

export const matomo = (process.env.MATOMO_URL ?? 'http://127.0.0.1:8150').replace(/\/$/, '');
export const users = JSON.parse(process.env.MATOMO_USERS ?? '{"admin": "Matomo-admin-1", "viewer": "Matomo-viewer-1"}');

export const DESKTOP = { width: 1280, height: 900 };
export const PHONE = { width: 390, height: 844 };

/** A name or address with markup that no page may interpret. */
export const HTML = '<img src=x onerror="window.injected=1"><b>bold</b>';

const screenshots = process.env.OAUTH2_SCREENSHOTS ?? '';
if (screenshots !== '') {
    mkdirSync(screenshots, { recursive: true });
}
const profile = mkdtempSync(join(tmpdir(), 'oauth2-matomo-'));
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
        callbacks.push({ query: Object.fromEntries(url.searchParams), method: request.method });
    }
    response.setHeader('Content-Type', 'text/html');
    response.end('<!DOCTYPE html><html lang="en"><title>App</title><h1>Back at the app</h1>');
});
await new Promise((ready) => { application.listen(0, '127.0.0.1', ready); });
export const callback = `http://127.0.0.1:${application.address().port}/callback`;

export async function close() {
    await browser.close();
    application.close();
    rmSync(profile, { recursive: true, force: true });
}

/** Fills Matomo's login form. */
export async function logIn(page, login) {
    await page.locator('#login_form_login').fill(login);
    await page.locator('#login_form_password').fill(users[login]);
    await page.locator('#login_form_submit').click();
}

const sessions = {};

/**
 * A page of a logged-in user (anonymous without `login`); `errors` collects the browser's messages. Each user
 * logs in only once, because Matomo counts logins and each takes time.
 */
export async function open({ login = null, size = DESKTOP, ...options } = {}) {
    if (login !== null && !sessions[login]) {
        const context = await browser.newContext();
        const page = await context.newPage();
        // Matomo builds its scripts and styles for the first page, which takes long.
        page.setDefaultTimeout(120000);
        await page.goto(`${matomo}/index.php?module=Login`);
        await logIn(page, login);
        // The cookie arrives with the next page; do not wait until the dashboard has loaded.
        await page.waitForURL((url) => !url.search.includes('module=Login'), { waitUntil: 'commit' });
        sessions[login] = await context.storageState();
        await context.close();
    }
    const context = await browser.newContext({
        viewport: size,
        storageState: login === null ? undefined : sessions[login],
        permissions: ['clipboard-read', 'clipboard-write'],
        ...options,
    });
    const page = await context.newPage();
    page.setDefaultTimeout(20000);
    const errors = [];
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    page.on('pageerror', (error) => errors.push(String(error.stack ?? error)));
    return { context, page, errors };
}

export function adminUrl(hash = '') {
    return `${matomo}/index.php?module=OAuth2&action=index&idSite=1&period=day&date=yesterday${hash}`;
}

export function appsUrl() {
    return `${matomo}/index.php?module=OAuth2&action=authorizedApps&idSite=1&period=day&date=yesterday`;
}

export function connectUrl() {
    return `${matomo}/index.php?module=OAuth2&action=connect&idSite=1&period=day&date=yesterday`;
}

/** Calls an API method as a screen does, as the user of the page. */
export async function api(page, method, parameters = {}) {
    if (!page.url().startsWith(matomo)) {
        await page.goto(adminUrl());
    }
    return page.evaluate(async ([name, given]) => {
        const body = new URLSearchParams({ token_auth: globalThis.piwik.token_auth, force_api_session: '1' });
        for (const [key, value] of Object.entries(given)) {
            for (const item of Array.isArray(value) ? value : [value]) {
                body.append(Array.isArray(value) ? `${key}[]` : key, item);
            }
        }
        const answer = await fetch(`index.php?module=API&method=${name}&format=json`, {
            method: 'POST', body, headers: { 'X-Requested-With': 'XMLHttpRequest' },
        });
        return answer.json();
    }, [method, parameters]);
}

/** Enters the password in the confirmation dialog. */
export async function confirm(page, password = users.admin) {
    const dialog = page.locator('.confirm-password-modal.open');
    await dialog.waitFor();
    const field = dialog.locator('#currentUserPassword');
    await field.click();
    await field.fill(password);
    await field.press('End');
    await dialog.getByText('Confirm', { exact: true }).click();
}

/** The WCAG violations that axe-core finds in the plugin's part of the page, as text. */
export async function violations(page, part = '.oauth2') {
    // A dialog that still fades in has fainter colours than the one that the user reads.
    await page.waitForFunction(() => [...document.querySelectorAll('.modal.open')]
        .every((dialog) => getComputedStyle(dialog).opacity === '1'));
    await page.evaluate(axe.source);
    const result = await page.evaluate(
        (selector) => globalThis.axe.run(selector === '' ? document : { include: [selector] }, { resultTypes: ['violations'] }),
        part,
    );
    if (result.passes.length === 0) {
        throw new Error('axe-core checked no element');
    }
    return result.violations.map((found) => `${found.id}: ${found.nodes.map((node) => `${node.target.join(' ')} ${node.failureSummary}`).join(', ')}`);
}

/** The elements and texts of the plugin's part that extend beyond the window's width. */
export function overflow(page, part = '.oauth2') {
    return page.evaluate((selector) => {
        const width = document.documentElement.clientWidth;
        const right = (node) => {
            const range = document.createRange();
            range.selectNodeContents(node);
            return Math.max(...[...range.getClientRects()].map((box) => box.right), 0);
        };
        // A text that does not wrap may be wider than its element.
        const isOver = (node) => node.getBoundingClientRect().right > width + 0.5
            || [...node.childNodes].some((child) => child.nodeType === Node.TEXT_NODE && right(child) > width + 0.5);
        return [...document.querySelectorAll(`${selector} *`)]
            .filter((node) => !node.closest('.oauth2-unseen') && !node.closest('thead')
                && node.getBoundingClientRect().width > 0 && isOver(node))
            .map((node) => `${node.tagName}.${node.className} ${node.getBoundingClientRect().right} ${right(node)}`);
    }, part);
}

/** The fields whose value is longer than what they show. */
export function cut(page, part = '.oauth2') {
    return page.evaluate((selector) => [...document.querySelectorAll(`${selector} textarea[readonly], ${selector} input[readonly]`)]
        .filter((field) => field.getBoundingClientRect().width > 0
            && (field.scrollWidth > field.clientWidth || field.scrollHeight > field.clientHeight))
        .map((field) => `${field.id} ${field.scrollWidth}×${field.scrollHeight} in ${field.clientWidth}×${field.clientHeight}`), part);
}

/** Saves a screenshot if OAUTH2_SCREENSHOTS names a folder. */
export async function picture(page, name, { fullPage = true } = {}) {
    if (screenshots !== '') {
        await page.screenshot({ path: join(screenshots, `${name}.png`), fullPage });
    }
}

/** Returns true if the page interpreted HTML that was typed as text. */
export function injected(page) {
    return page.evaluate(() => Boolean(globalThis.injected) || document.querySelector('.oauth2 img[src="x"], .notification img[src="x"], .modal img[src="x"]') !== null);
}
