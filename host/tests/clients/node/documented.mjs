// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * Every code block of plugin/OAuth2/docs/clients.md is run by a program of this folder or of ../../applications, which names
 * the section, and the number of the block if it is not the first.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { check, done, test } from './check.mjs';

const page = readFileSync(new URL('../../../../plugin/OAuth2/docs/clients.md', import.meta.url), 'utf8');
const programs = ['../', '../../applications/'].flatMap((folder) => readdirSync(new URL(folder, import.meta.url), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && !entry.name.startsWith('document'))
    .map((entry) => readFileSync(`${entry.path ?? entry.parentPath}/${entry.name}`, 'utf8')).join('\n');

await test('every code block is run by a client program', () => {
    const blocks = page.split(/^### /m).slice(1).flatMap((section) => {
        const [heading] = section.split('\n');
        return [...section.matchAll(/^```[a-z]+$/gm)].map((fence, number) => ({ heading, number }));
    });
    check.ok(blocks.length > 11, `only ${blocks.length} blocks`);
    const run = ({ heading, number }) => (number === 0
        ? [`'${heading}'`, `'guide:${heading}'`]
        : [`'${heading}' ${number}`, `'guide:${heading}#${number}'`]).some((name) => programs.includes(name));
    check.deepEqual(blocks.filter((block) => !run(block)), []);
});

done();
