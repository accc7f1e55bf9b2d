/*!
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

import { computed, ref, watch } from 'vue';
import { MatomoUrl, translate } from 'CoreHome';
import { isTab, TabName } from './tabs';

/** The views of one client, which belong to the tab of the clients. */
type ClientView = 'client'|'edit';

export interface Route {
  view: TabName|'create'|ClientView;
  clientId: string;
}

function current(): Route {
  const { view, clientId }: Record<string, unknown> = MatomoUrl.hashParsed.value;
  // The authorizations had an address of their own, which may be in bookmarks.
  const known = view === 'authorizations' ? 'client' : view;
  if ((known === 'client' || known === 'edit') && typeof clientId === 'string' && clientId) {
    return { view: known, clientId };
  }

  return { view: view === 'create' || isTab(view) ? view : 'clients', clientId: '' };
}

/** The current view. It is in the URL's hash, so that links and the browser's history work. */
export const route = ref<Route>(current());

/** The tab that the current view belongs to. */
export const tab = computed<TabName>(() => (isTab(route.value.view) ? route.value.view : 'clients'));

export function link(view: Route['view'], clientId = ''): string {
  return `#?${MatomoUrl.stringify(clientId ? { view, clientId } : { view })}`;
}

/** The address of the form for a new client, filled by a template. */
export function createLink(template: string): string {
  return `#?${MatomoUrl.stringify({ view: 'create', template })}`;
}

/** The template that the address names; empty: none. */
export function templateName(): string {
  const { template } = MatomoUrl.hashParsed.value;

  return typeof template === 'string' ? template : '';
}

/** Goes to an address that {@link link} made. */
export function goTo(hash: string): void {
  MatomoUrl.updateHashToUrl(hash.substring(1));
}

export function go(view: Route['view'], clientId = ''): void {
  goTo(link(view, clientId));
}

let hasUnsavedChanges: (() => boolean)|null = null;

function warnBeforeUnload(event: BeforeUnloadEvent): void {
  if (hasUnsavedChanges && hasUnsavedChanges()) {
    event.preventDefault();
    // Older browsers ask only if this is set.
    event.returnValue = true;
  }
}

/** Asks before the user leaves the view while `isChanged` says that something is not saved. */
export function guardLeaving(isChanged: () => boolean): void {
  hasUnsavedChanges = isChanged;
  window.addEventListener('beforeunload', warnBeforeUnload);
}

export function stopGuarding(): void {
  hasUnsavedChanges = null;
  window.removeEventListener('beforeunload', warnBeforeUnload);
}

watch(MatomoUrl.hashParsed, () => {
  const next = current();
  const { view, clientId } = route.value;
  if (next.view === view && next.clientId === clientId) {
    return;
  }
  // eslint-disable-next-line no-alert
  if (hasUnsavedChanges && hasUnsavedChanges() && !window.confirm(translate('OAuth2_LeaveQuestion'))) {
    // The address has changed already; nothing is shown anew, because the view has not.
    go(view, clientId);
    return;
  }
  stopGuarding();
  route.value = next;
}, { flush: 'sync' });
