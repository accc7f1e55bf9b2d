// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * What the started host is like: the JSON file that ../with-host, or Matomo's with-matomo, wrote (`OAUTH2_HOST_JSON`).
 * issuer, resource, metadata (URL of the server's), api (GET), whoami (GET, tells the viewer's login), apiWrite (POST, needs matomo:write),
 * admin (command line of admin.php), users {viewer, writer, admin, superuser: {login, password}}, clients {name: {id, secret?, redirectUri?}},
 * throttle {failuresPerClientAndAddress, failuresPerAddress, …}, null where nobody is throttled; sharedHeader where other credentials than tokens may be in the Authorization header.
 */
import { readFileSync } from 'node:fs';

const path = process.env.OAUTH2_HOST_JSON;
if (!path) {
    throw new Error('OAUTH2_HOST_JSON names no file');
}
const settings = JSON.parse(readFileSync(path, 'utf8'));

export const { issuer, resource, metadata, api, whoami, apiWrite, users, clients, throttle } = settings;
export default settings;
