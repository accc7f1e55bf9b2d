/*!
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

import { translate } from 'CoreHome';
import { formatTime } from '../format';
import { endReason } from '../lists';
import { ClientEvent } from '../types';

/** The members of an event that are shown with a title: translation keys by member. */
const TITLES: Record<string, string> = {
  login: 'OAuth2_User',
  scope: 'OAuth2_Scope',
  count: 'OAuth2_Authorizations',
  owner: 'OAuth2_Owner',
  acts_as: 'OAuth2_ActsAs',
};

/** The decisions of an administrator about an app that came by itself. */
const DECISIONS: Record<string, string> = {
  approved: 'OAuth2_DecisionApproved',
  blocked: 'OAuth2_DecisionBlocked',
  kept: 'OAuth2_DecisionKept',
  adopted: 'OAuth2_DecisionAdopted',
  none: 'OAuth2_DecisionNone',
};

/** What an event's row says below its title, a line each. */
export function eventDetails({ details }: ClientEvent): string[] {
  const texts = Object.entries(TITLES)
    .filter(([member]) => details[member])
    .map(([member, title]) => `${translate(title)}: ${details[member]}`);
  if (details.method) {
    texts.push(`${details.method}`);
  }
  if (details.reason) {
    texts.push(endReason(`${details.reason}`));
  }
  if (details.decision) {
    texts.push(translate(DECISIONS[`${details.decision}`]));
  }
  if (details.leaked) {
    texts.push(translate('OAuth2_LogLeaked'));
  }
  if (details.old_until) {
    texts.push(translate('OAuth2_OldSecretWorksUntil', formatTime(`${details.old_until}`)));
  }
  if (details.ended !== undefined) {
    texts.push(translate(details.ended ? 'OAuth2_LogEnded' : 'OAuth2_EffectsNone'));
  }

  return texts;
}
