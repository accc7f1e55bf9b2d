/*!
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

import { translate } from 'CoreHome';
import PasswordPromptStore from './PasswordPrompt/PasswordPrompt.store';
import { call } from './api';
import { makeChange } from './changes';
import { effectTexts, resumeTexts, stopTexts } from './effects';
import { notify } from './notify';
import { Client, ClientEffects } from './types';

type Refresh = () => Promise<void>;

function effectsOf({ client_id: clientId }: Client): Promise<ClientEffects> {
  return call<ClientEffects>('OAuth2.getClientEffects', { clientId });
}

/** Stopping a client needs no password, so that nothing delays it, not even unknown numbers. */
export async function pause(client: Client, refresh: Refresh): Promise<void> {
  const { client_id: clientId, name } = client;
  await makeChange(
    async () => {
      const effects = await effectsOf(client).then(stopTexts, () => []);
      const question = [
        translate('OAuth2_PauseQuestion', name),
        translate('OAuth2_PauseMeaning'),
        ...effects,
      ].join('\n\n');

      // eslint-disable-next-line no-alert
      return window.confirm(question)
        ? call('OAuth2.setClientActive', { clientId, active: '0' }) : undefined;
    },
    refresh,
    () => notify('success', translate('OAuth2_Paused', name)),
  );
}

export async function resume(client: Client, refresh: Refresh): Promise<void> {
  const { client_id: clientId, name } = client;
  await makeChange(
    async () => PasswordPromptStore.confirm(
      {
        title: translate('OAuth2_ResumeQuestion', name),
        text: translate('OAuth2_ResumeMeaning'),
        effects: resumeTexts(await effectsOf(client)),
      },
      (passwordConfirmation) => call(
        'OAuth2.setClientActive',
        { clientId, active: '1', passwordConfirmation },
      ),
    ),
    refresh,
    () => notify('success', translate('OAuth2_Resumed', name)),
  );
}

/** Deletes a client; `leave` shows something else then. */
export async function remove(client: Client, leave: Refresh, refresh: Refresh): Promise<void> {
  const { client_id: clientId, name } = client;
  let isGone = false;
  await makeChange(
    async () => {
      const answer = await PasswordPromptStore.confirm(
        {
          title: translate('OAuth2_DeleteQuestion', name),
          text: translate('OAuth2_DeleteMeaning'),
          effects: effectTexts(await effectsOf(client)),
        },
        (passwordConfirmation) => call('OAuth2.deleteClient', { clientId, passwordConfirmation }),
      );
      isGone = answer !== undefined;

      return answer;
    },
    () => (isGone ? leave() : refresh()),
    () => notify('success', translate('OAuth2_Deleted', name)),
  );
}
