// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * Lets the sources here import packages that are installed elsewhere (`OAUTH2_NODE_CLIENTS`, a folder with node_modules):
 * `node --import …/modules.mjs FILE`. ES modules do not read NODE_PATH, so a bare name is resolved as if that folder imported it.
 */
import { register } from 'node:module';
import { pathToFileURL } from 'node:url';

const folder = process.env.OAUTH2_NODE_CLIENTS;
if (!folder) {
    throw new Error('OAUTH2_NODE_CLIENTS names no folder with node_modules');
}
const parent = pathToFileURL(`${folder}/package.json`).href;
const hooks = `
    let parent;
    export async function initialize(data) { parent = data; }
    export async function resolve(name, context, next) {
        const bare = /^[a-z@]/i.test(name) && !/^[a-z][a-z0-9+.-]*:/i.test(name);
        const own = ['/host/', '/bench/', '/plugin/'].some((folder) => context.parentURL?.includes(folder));
        return next(name, bare && own ? { ...context, parentURL: parent } : context);
    }`;
register(`data:text/javascript,${encodeURIComponent(hooks)}`, { data: parent });
