// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * The started host's data, from the JSON file that ../with-host or Matomo's with-matomo wrote (`OAUTH2_HOST_JSON`).
 * issuer, resource, metadata (URL of the server's), api (GET), whoami (GET, tells the viewer's login), apiWrite (POST, needs matomo:write),
 * admin (command line of admin.php), users {viewer, writer, admin, superuser: {login, password}}, clients {name: {id, secret?, redirectUri?}},
 * throttle {failuresPerClientAndAddress, failuresPerAddress, …}, null without throttling; sharedHeader: true if the Authorization header may contain credentials other than access tokens.
 */
import { readFileSync } from 'node:fs';

const path = process.env.OAUTH2_HOST_JSON;
if (!path) {
    throw new Error('OAUTH2_HOST_JSON must name a file');
}
const settings = JSON.parse(readFileSync(path, 'utf8'));

export const { issuer, resource, metadata, api, whoami, apiWrite, users, clients, throttle } = settings;
export default settings;
