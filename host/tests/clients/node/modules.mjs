// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * `node --import …/modules.mjs FILE` lets FILE import packages from the node_modules of the folder OAUTH2_NODE_CLIENTS.
 * ES modules ignore NODE_PATH, so a bare name is resolved as if that folder imported it.
 */
import { register } from 'node:module';
import { pathToFileURL } from 'node:url';

const folder = process.env.OAUTH2_NODE_CLIENTS;
if (!folder) {
    throw new Error('OAUTH2_NODE_CLIENTS must name a folder with node_modules');
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
