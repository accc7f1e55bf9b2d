// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * The settings of plugin/OAuth2/docs/clients.md, for the tests to run: a code block with the addresses of the started
 * server in place of https://your-matomo.example.
 *
 * Command line: node document.mjs HEADING [NUMBER] prints the block.
 */
import { readFileSync, realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import settings, { issuer } from './settings.mjs';

const page = readFileSync(new URL('../../../../plugin/OAuth2/docs/clients.md', import.meta.url), 'utf8');
const metadata = await (await fetch(settings.metadata)).json();
const endpoints = {
    authorize: metadata.authorization_endpoint,
    token: metadata.token_endpoint,
    revoke: metadata.revocation_endpoint,
    introspect: metadata.introspection_endpoint,
    jwks: metadata.jwks_uri,
};

/** The `number`th code block below the heading, counted from 0. */
export function documented(heading, number = 0) {
    const section = page.split(/^### /m).find((part) => part.startsWith(`${heading}\n`));
    if (section === undefined) {
        throw new Error(`the guide has no section "${heading}"`);
    }
    const [, code] = [...section.matchAll(/^```[a-z]*\n([\s\S]*?)^```$/gm)][number] ?? [];
    if (code === undefined) {
        throw new Error(`section "${heading}" has no code block ${number}`);
    }
    return code
        .replaceAll(/https:\/\/your-matomo\.example\/oauth2\/(authorize|token|revoke|introspect|jwks)\b/g, (whole, name) => endpoints[name])
        .replaceAll('https://your-matomo.example', issuer);
}

/**
 * The block as a JavaScript value. `given` has the names that it uses; `change` may alter its text; `returns` is the expression to
 * return if the block is not an expression itself.
 */
export function evaluated(heading, given, { number = 0, change = (code) => code, returns = '' } = {}) {
    const code = change(documented(heading, number));
    const body = returns ? `${code}\nreturn ${returns};` : `return (${code.trim().replace(/;$/, '')});`;
    return new Function(...Object.keys(given), body)(...Object.values(given));
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
    process.stdout.write(documented(process.argv[2], Number(process.argv[3] ?? 0)));
}
