/*!
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

import { translate } from 'CoreHome';
import { ClientEffects } from './types';

type Numbers = Pick<ClientEffects, 'authorizations'|'users'|'own'>;

/** Says what a change ends, a sentence each, also if that is nothing. */
export function effectTexts({ authorizations, users, own }: Numbers): string[] {
  const texts: string[] = [];
  if (authorizations) {
    texts.push(translate('OAuth2_EffectsUsers', `${authorizations}`, `${users}`));
  }
  if (own) {
    texts.push(translate('OAuth2_EffectsOwn', `${own}`));
  }

  return texts.length ? texts : [translate('OAuth2_EffectsNone')];
}

/** Says how many authorizations stop until the client is resumed. */
export function stopTexts({ authorizations, own }: Numbers): string[] {
  return [translate('OAuth2_EffectsPause', `${authorizations + own}`, `${own}`)];
}

/** Says how many authorizations work again. */
export function resumeTexts({ authorizations, own }: Numbers): string[] {
  return [translate('OAuth2_EffectsResume', `${authorizations + own}`, `${own}`)];
}
