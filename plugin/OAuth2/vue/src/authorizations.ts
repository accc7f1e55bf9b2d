/*!
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

import { translate } from 'CoreHome';
import { grantOfKind } from './lists';
import { Authorization } from './types';

const RESOURCES: Record<string, string> = {
  api: 'OAuth2_ResourceApi',
  mcp: 'OAuth2_ResourceMcp',
};

/** The resource of an authorization in words; its address if this Matomo no longer serves it. */
export function resourceTitle({ resource, resource_kind: kind }: Authorization): string {
  return RESOURCES[kind] ? translate(RESOURCES[kind]) : resource;
}

/** True if the client needs no user for its tokens. */
export function actsByItself({ kind }: Authorization): boolean {
  return !!grantOfKind(kind)?.actsByItself;
}
