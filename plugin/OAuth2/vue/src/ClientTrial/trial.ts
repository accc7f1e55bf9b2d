/*!
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

import { GrantType, grantTypes } from '../lists';
import { Client } from '../types';

/** What API.testClient returns. */
export interface Trial {
  /** The HTTP status of the last answer; 0 if there was none. */
  status: number;
  answer: Record<string, unknown>;
  /** By step: null if it was not tried. */
  steps: Record<string, boolean|null>;
  /** What a user would read in place of the consent page. */
  message: string;
}

/** The grant types of a client that the server can test without the application. */
export function testedGrants(client: Client): GrantType[] {
  return grantTypes().filter((grant) => client.grant_types.includes(grant.name)
    && (grant.redirects || (grant.actsByItself && client.auth_method === 'client_secret')));
}
