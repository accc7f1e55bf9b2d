/*!
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

import { translate } from 'CoreHome';
import { ClientEffects } from './types';

/** Says what a change ends, a sentence each, also if that is nothing. */
export function effectTexts(
  { authorizations, users, own }: Pick<ClientEffects, 'authorizations'|'users'|'own'>,
): string[] {
  const texts: string[] = [];
  if (authorizations) {
    texts.push(translate('OAuth2_EffectsUsers', `${authorizations}`, `${users}`));
  }
  if (own) {
    texts.push(translate('OAuth2_EffectsOwn', `${own}`));
  }

  return texts.length ? texts : [translate('OAuth2_EffectsNone')];
}
