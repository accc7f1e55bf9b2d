/*!
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

import { computed } from 'vue';
import { MatomoUrl } from 'CoreHome';

export interface Route {
  view: 'list'|'create'|'edit'|'authorizations';
  clientId: string;
}

/** The current view. It is in the URL's hash, so that links and the browser's history work. */
export const route = computed<Route>(() => {
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
});

export function link(view: Route['view'], clientId = ''): string {
  return view === 'list' ? '#?' : `#?${MatomoUrl.stringify({ view, clientId })}`;
}

export function go(view: Route['view'], clientId = ''): void {
  MatomoUrl.updateHashToUrl(link(view, clientId).substring(1));
}
