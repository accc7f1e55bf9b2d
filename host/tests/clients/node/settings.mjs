// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * What the started host is like: the JSON file that ../with-host wrote (`OAUTH2_HOST_JSON`).
 * issuer, resource, api (GET), apiWrite (POST, needs matomo:write), admin (command line of admin.php), users {viewer, writer, admin, superuser: {login, password}},
 * clients {name: {id, secret?, redirectUri?}}.
 */
import { readFileSync } from 'node:fs';

const path = process.env.OAUTH2_HOST_JSON;
if (!path) {
    throw new Error('OAUTH2_HOST_JSON names no file');
}
const settings = JSON.parse(readFileSync(path, 'utf8'));

export const { issuer, resource, api, apiWrite, users, clients } = settings;
export default settings;
