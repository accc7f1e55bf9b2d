/*!
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

import { translate } from 'CoreHome';
import { effectTexts } from '../effects';
import { formatDuration } from '../format';
import { grantTypes, settingRow } from '../lists';
import { ClientEffects, SystemSetting } from '../types';

/** What API.getSettingsPreview returns. */
export interface SettingsPreview {
  errors: Record<string, string>;
  effects: ClientEffects;
  /** By setting: the clients to configure again, or without their grant type. */
  clients: Record<string, number>;
}

/** A value as the administrator knows it. */
function shown(setting: SystemSetting, value: unknown): string {
  const { unit } = settingRow(setting.name);
  if (unit) {
    return formatDuration(Number(value) * unit);
  }
  if (setting.type === 'boolean') {
    return translate(value ? 'General_Yes' : 'General_No');
  }

  const words = setting.availableValues as Record<string, string>|undefined;

  const text = Array.isArray(value) ? value.join(', ') : words?.[String(value)] || String(value);

  return text || translate('OAuth2_SettingNone');
}

/** Describes a change of a setting, such as "Access token lifetime: 1 hour → 2 hours". */
export function changeText(setting: SystemSetting, value: unknown): string {
  return `${settingRow(setting.name).title}: ${shown(setting, setting.value)} → ${shown(setting, value)}`;
}

/** Says what the changes end, a sentence each. */
export function endTexts({ effects, clients }: SettingsPreview): string[] {
  const switched = grantTypes().filter((grant) => clients[grant.setting] !== undefined);
  const names = switched.map((grant) => grant.setting);
  const moved = Object.keys(clients).filter((name) => !names.includes(name));

  const clientTexts = [
    ...moved.map((name) => translate('OAuth2_EffectsIssuer', `${clients[name]}`)),
    ...switched.map(({ title, setting }) => translate(
      'OAuth2_EffectsGrantOff',
      title,
      `${clients[setting]}`,
    )),
  ];

  return effects.authorizations || effects.own || !clientTexts.length
    ? [...clientTexts, ...effectTexts(effects)] : clientTexts;
}

/** The range of a duration, such as "From 1 minute to 1 day."; empty for other settings. */
export function rangeText(name: string): string {
  const { unit, least, most } = settingRow(name);

  return unit
    ? translate('OAuth2_DurationRange', formatDuration(least * unit), formatDuration(most * unit))
    : '';
}

/** The server's error in the words of the screen: the server speaks of seconds. */
export function errorText(name: string, error: string): string {
  const { unit, least, most } = settingRow(name);

  return unit
    ? translate('OAuth2_DurationOutOfRange', formatDuration(least * unit), formatDuration(most * unit))
    : error;
}
