/*!
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

import { translate } from 'CoreHome';
import PasswordPromptStore, { PromptField } from '../PasswordPrompt/PasswordPrompt.store';
import { call } from '../api';
import { leastScope, scopes } from '../lists';
import { AssistantClient } from '../types';

/** What an administrator can decide about an app that came by itself. */
export type Action = 'approve'|'adopt'|'keep'|'release'|'block'|'unblock';

const TITLES: Record<Action, string> = {
  approve: 'OAuth2_AssistantApprove',
  adopt: 'OAuth2_AssistantAdopt',
  keep: 'OAuth2_AssistantKeep',
  release: 'OAuth2_AssistantRelease',
  block: 'OAuth2_AssistantBlock',
  unblock: 'OAuth2_AssistantUnblock',
};

export function title(action: Action): string {
  return translate(TITLES[action]);
}

/** The actions that the state of an app leaves, the most likely one first. */
export function actionsOf(client: AssistantClient): Action[] {
  if (client.state === 'blocked') {
    return ['unblock'];
  }
  const list: Action[] = [];
  if (client.state === 'pending') {
    list.push('approve');
  }
  if (client.differs) {
    list.push('adopt');
  }
  // Without scopes there is no client yet, which consent makes.
  if (client.state !== 'pending' && client.scopes.length) {
    list.push(client.kept ? 'release' : 'keep');
  }

  return [...list, 'block'];
}

/** Blocks an app, or all apps that a host describes. */
export function block(entry: string, passwordConfirmation: string): Promise<unknown> {
  return call('OAuth2.decideAssistant', {
    clientId: entry.trim(),
    decision: 'blocked',
    passwordConfirmation,
  });
}

function run(
  { client_id: clientId }: AssistantClient,
  action: Action,
  passwordConfirmation: string,
  scope: string,
): Promise<unknown> {
  switch (action) {
    case 'adopt':
      return call('OAuth2.adoptAssistant', { clientId, passwordConfirmation });
    case 'keep':
    case 'release':
      return call('OAuth2.keepAssistant', { clientId, scope, passwordConfirmation });
    case 'block':
      return block(clientId, passwordConfirmation);
    default:
      return call('OAuth2.decideAssistant', {
        clientId,
        decision: action === 'approve' ? 'approved' : 'none',
        passwordConfirmation,
      });
  }
}

/** Asks for the password, and for what else the action needs, then does it. */
export function decide(client: AssistantClient, action: Action): Promise<unknown> {
  const fields: PromptField[] = action !== 'keep' ? [] : [{
    name: 'scope',
    title: translate('OAuth2_SettingAssistantScope'),
    value: client.scopes[client.scopes.length - 1] || leastScope(),
    options: scopes().map((scope) => ({ key: scope.name, value: `${scope.name} – ${scope.title}` })),
  }];

  return PasswordPromptStore.confirm(
    {
      title: `${title(action)}: ${client.name || client.client_id}`,
      text: action === 'keep' ? translate('OAuth2_AssistantKeepMeaning') : undefined,
      fields,
    },
    (password, values) => run(client, action, password, values.scope || ''),
  );
}
