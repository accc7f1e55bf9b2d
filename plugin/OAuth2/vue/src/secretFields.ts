/*!
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

import { translate } from 'CoreHome';
import { PromptField } from './PasswordPrompt/PasswordPrompt.store';
import { call } from './api';
import { effectTexts } from './effects';
import { oldSecretTimes } from './lists';
import { ClientEffects } from './types';

/** Asks whether a secret or key has leaked; "1" says what ends then. */
export async function leakedField(
  clientId: string,
  title: string,
  no: string,
  yes: string,
): Promise<PromptField> {
  const effects = effectTexts(await call<ClientEffects>('OAuth2.getClientEffects', { clientId }));

  return {
    name: 'leaked',
    title,
    options: [{ key: '0', value: no }, { key: '1', value: [yes, ...effects].join(' ') }],
    value: '0',
  };
}

/** Asks how long the present secret works beside what replaces it, unless it has leaked. */
export function oldSecretField(): PromptField {
  return {
    name: 'oldSecret',
    title: translate('OAuth2_OldSecret'),
    options: oldSecretTimes().map(({ name: key, title: value }) => ({ key, value })),
    value: oldSecretTimes()[0].name,
    onlyIf: { field: 'leaked', value: '0' },
  };
}
