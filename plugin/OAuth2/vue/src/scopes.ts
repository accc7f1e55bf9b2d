/*!
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

import { translate } from 'CoreHome';

const TITLES: Record<string, string> = {
  'matomo:read': 'OAuth2_ScopeReadTitle',
  'matomo:write': 'OAuth2_ScopeWriteTitle',
  'matomo:admin': 'OAuth2_ScopeAdminTitle',
  'matomo:superuser': 'OAuth2_ScopeSuperUserTitle',
};

const MEANINGS: Record<string, string> = {
  'matomo:read': 'OAuth2_ScopeReadMeaning',
  'matomo:write': 'OAuth2_ScopeWriteMeaning',
  'matomo:admin': 'OAuth2_ScopeAdminMeaning',
  'matomo:superuser': 'OAuth2_ScopeSuperUserMeaning',
};

export function scopeTitle(scope: string|null): string {
  return scope && TITLES[scope] ? translate(TITLES[scope]) : (scope || '');
}

export function scopeMeaning(scope: string|null): string {
  return scope && MEANINGS[scope] ? translate(MEANINGS[scope]) : '';
}
