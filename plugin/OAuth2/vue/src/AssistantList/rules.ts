/*!
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

import { translate } from 'CoreHome';
import PasswordPromptStore from '../PasswordPrompt/PasswordPrompt.store';
import { call } from '../api';
import { Assistants, KnownAssistant } from '../types';
import { block } from './decisions';

const SWITCHES: Record<string, string> = {
  on: 'OAuth2_AssistantOn',
  follow: 'OAuth2_AssistantFollow',
  off: 'OAuth2_AssistantOff',
};

/** Who may connect: what the screen says, and what the choice says. */
const TRUST: Record<string, { sentence: string, choice: string }> = {
  off: { sentence: 'OAuth2_AssistantsTrustOff', choice: 'OAuth2_SettingAssistantsOff' },
  known: { sentence: 'OAuth2_AssistantsTrustKnown', choice: 'OAuth2_SettingAssistantsKnown' },
  hosts: { sentence: 'OAuth2_AssistantsTrustHosts', choice: 'OAuth2_SettingAssistantsHosts' },
  approval: {
    sentence: 'OAuth2_AssistantsTrustApproval',
    choice: 'OAuth2_SettingAssistantsApproval',
  },
  any: { sentence: 'OAuth2_AssistantsTrustAny', choice: 'OAuth2_SettingAssistantsAny' },
};

export function switchText(state: string): string {
  return translate(SWITCHES[state]);
}

export function trustText({ trust, hosts }: Assistants): string {
  return translate(TRUST[trust].sentence, hosts.join(', ') || '–');
}

/** True if the list of hosts has an effect. */
export function usesHosts({ trust }: Assistants): boolean {
  return trust === 'hosts' || trust === 'approval';
}

/** Saves one of the plugin’s settings, which the tab of the settings has, too. */
function save(name: string, value: string, passwordConfirmation: string): Promise<unknown> {
  return call('CorePluginsAdmin.setSystemSettings', {
    settingValues: { OAuth2: [{ name, value }] },
    passwordConfirmation,
  } as unknown as QueryParameters);
}

/** Lets the administrator choose who may connect. */
export function changeTrust({ trust, settings }: Assistants): Promise<unknown> {
  return PasswordPromptStore.confirm(
    {
      title: translate('OAuth2_AssistantsTrustChange'),
      fields: [{
        name: 'trust',
        title: translate('OAuth2_SettingAssistants'),
        value: trust,
        options: Object.keys(TRUST).map((key) => ({ key, value: translate(TRUST[key].choice) })),
      }],
    },
    (password, values) => save(settings.trust, values.trust, password),
  );
}

export function addHost({ hosts, settings }: Assistants): Promise<unknown> {
  return PasswordPromptStore.confirm(
    {
      title: translate('OAuth2_AssistantAddHost'),
      fields: [{ name: 'host', title: translate('OAuth2_AssistantHost'), value: '' }],
    },
    (password, { host }) => save(settings.hosts, [...hosts, host].join(' '), password),
  );
}

export function removeHost(
  { hosts, settings }: Assistants,
  removed: string,
): Promise<unknown> {
  const left = hosts.filter((host) => host !== removed);

  return PasswordPromptStore.confirm(
    { title: `${translate('OAuth2_AssistantRemoveHost')}: ${removed}` },
    (password) => save(settings.hosts, left.join(' '), password),
  );
}

/** Blocks an app that has not come yet, or a host. */
export function blockEntry(): Promise<unknown> {
  return PasswordPromptStore.confirm(
    {
      title: translate('OAuth2_AssistantBlockEntry'),
      fields: [{ name: 'entry', title: translate('OAuth2_AssistantBlockWhat'), value: '' }],
    },
    (password, { entry }) => block(entry, password),
  );
}

/** Switches a known assistant. */
export function changeKnown(assistant: KnownAssistant): Promise<unknown> {
  return PasswordPromptStore.confirm(
    {
      title: `${translate('OAuth2_AssistantSwitch')}: ${assistant.name}`,
      fields: [{
        name: 'state',
        title: translate('OAuth2_Status'),
        value: assistant.state,
        options: Object.keys(SWITCHES).map((key) => ({ key, value: switchText(key) })),
      }],
    },
    (passwordConfirmation, { state }) => call('OAuth2.setAssistant', {
      assistant: assistant.key,
      state,
      passwordConfirmation,
    }),
  );
}
