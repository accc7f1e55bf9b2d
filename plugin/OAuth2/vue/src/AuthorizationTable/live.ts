/*!
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

import { Authorization } from '../types';

/** True for an authorization that can be revoked. */
export function isLive({ state }: Authorization): boolean {
  return state === 'active' || state === 'paused';
}
