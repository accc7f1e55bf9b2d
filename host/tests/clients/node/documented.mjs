// SPDX-License-Identifier: GPL-3.0-or-later
/** Every code block of plugin/OAuth2/docs/clients.md is run by a client program: the programs name the section. */
import { readFileSync, readdirSync } from 'node:fs';
import { check, done, test } from './check.mjs';

const page = readFileSync(new URL('../../../../plugin/OAuth2/docs/clients.md', import.meta.url), 'utf8');
const folder = new URL('../', import.meta.url);
const programs = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('document'))
    .map((entry) => readFileSync(`${entry.path ?? entry.parentPath}/${entry.name}`, 'utf8')).join('\n');

await test('every section with settings is run by a client program', () => {
    const sections = page.split(/^### /m).slice(1).filter((section) => section.includes('\n```')).map((section) => section.split('\n')[0]);
    check.ok(sections.length > 5);
    check.deepEqual(sections.filter((heading) => !programs.includes(`'${heading}'`)), []);
});

done();
