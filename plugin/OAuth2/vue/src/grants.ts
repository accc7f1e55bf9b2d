/*!
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

import { translate } from 'CoreHome';

export const GRANT_TYPES = ['authorization_code', 'client_credentials', 'refresh_token'];

const TITLES: Record<string, string> = {
  authorization_code: 'OAuth2_GrantAuthorizationCode',
  client_credentials: 'OAuth2_GrantClientCredentials',
  refresh_token: 'OAuth2_GrantRefreshToken',
};

const MEANINGS: Record<string, string> = {
  authorization_code: 'OAuth2_GrantAuthorizationCodeMeaning',
  client_credentials: 'OAuth2_GrantClientCredentialsMeaning',
  refresh_token: 'OAuth2_GrantRefreshTokenMeaning',
};

/** The settings that switch a grant type on and off. */
export const GRANT_SETTINGS: Record<string, string> = {
  authorization_code: 'enableAuthorizationCode',
  client_credentials: 'enableClientCredentials',
  refresh_token: 'enableRefreshTokens',
};

export function grantTitle(grant: string): string {
  return TITLES[grant] ? translate(TITLES[grant]) : grant;
}

export function grantMeaning(grant: string): string {
  return MEANINGS[grant] ? translate(MEANINGS[grant]) : '';
}
