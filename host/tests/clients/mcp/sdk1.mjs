// SPDX-License-Identifier: GPL-3.0-or-later
/** The OAuth client of @modelcontextprotocol/sdk 1.x, which most MCP programs use. */
import * as auth from '@modelcontextprotocol/sdk/client/auth.js';
import { ClientCredentialsProvider } from '@modelcontextprotocol/sdk/client/auth-extensions.js';
import { done } from '../node/check.mjs';
import { suite } from './suite.mjs';

await suite('sdk 1', { ...auth, ClientCredentialsProvider }, {
    finish: (callback) => ({ authorizationCode: callback.searchParams.get('code') }),
});
done();
