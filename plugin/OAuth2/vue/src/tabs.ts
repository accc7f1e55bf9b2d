/*!
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/** The tabs of the administrator’s page: the keys of their titles by their names in the address. */
export const TABS = {
  clients: 'OAuth2_TabClients',
  connections: 'OAuth2_Assistants',
  keys: 'OAuth2_TabKeys',
  settings: 'General_Settings',
  endpoints: 'OAuth2_Endpoints',
};

export type TabName = keyof typeof TABS;

export function isTab(view: unknown): view is TabName {
  return typeof view === 'string' && Object.keys(TABS).includes(view);
}
