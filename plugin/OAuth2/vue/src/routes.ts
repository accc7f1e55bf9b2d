/*!
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

import { ref, watch } from 'vue';
import { MatomoUrl, translate } from 'CoreHome';

export interface Route {
  view: 'list'|'create'|'edit'|'authorizations';
  clientId: string;
}

function current(): Route {
  const { view, clientId } = MatomoUrl.hashParsed.value;
  const id = typeof clientId === 'string' ? clientId : '';
  if (view === 'create') {
    return { view: 'create', clientId: '' };
  }
  if (view === 'edit' && id) {
    return { view: 'edit', clientId: id };
  }
  if (view === 'authorizations' && id) {
    return { view: 'authorizations', clientId: id };
  }

  return { view: 'list', clientId: '' };
}

/** The current view. It is in the URL's hash, so that links and the browser's history work. */
export const route = ref<Route>(current());

export function link(view: Route['view'], clientId = ''): string {
  return view === 'list' ? '#?' : `#?${MatomoUrl.stringify({ view, clientId })}`;
}

export function go(view: Route['view'], clientId = ''): void {
  MatomoUrl.updateHashToUrl(link(view, clientId).substring(1));
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
