/*!
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

import { ref, watch } from 'vue';
import { MatomoUrl } from 'CoreHome';
import { link, route } from '../routes';

/** The part of the list of clients that the screen shows. It is in the address. */
export interface ListQuery {
  search: string;
  status: string;
  type: string;
  sort: string;
  /** From 1. */
  page: number;
}

export const PAGE_SIZE = 20;

/** The orders that the screen offers, with the key of each text and the parameters for the API. */
export const ORDERS: Record<string, { title: string, sort: string, order: 'asc'|'desc' }> = {
  changed: { title: 'OAuth2_SortChanged', sort: 'updated_at', order: 'desc' },
  used: { title: 'OAuth2_SortUsed', sort: 'last_used_at', order: 'desc' },
  unused: { title: 'OAuth2_SortUnused', sort: 'last_used_at', order: 'asc' },
  name: { title: 'OAuth2_Name', sort: 'name', order: 'asc' },
};

export const ALL: ListQuery = {
  search: '',
  status: '',
  type: '',
  sort: 'changed',
  page: 1,
};

function current(): ListQuery {
  const text = (name: string) => {
    const value = MatomoUrl.hashParsed.value[name];

    return typeof value === 'string' ? value : '';
  };
  const one = (name: string, allowed: string[]) => (allowed.includes(text(name)) ? text(name) : '');

  return {
    search: text('search'),
    status: one('status', ['active', 'paused']),
    type: one('type', ['confidential', 'public']),
    sort: one('sort', Object.keys(ORDERS)) || ALL.sort,
    page: /^[1-9]\d{0,5}$/.test(text('page')) ? Number(text('page')) : 1,
  };
}

/** The query of the address, or the last one while another view is shown. */
export const listQuery = ref<ListQuery>(current());

watch(MatomoUrl.hashParsed, () => {
  const next = current();
  if (route.value.view === 'clients' && JSON.stringify(next) !== JSON.stringify(listQuery.value)) {
    listQuery.value = next;
  }
}, { flush: 'sync' });

/** The address of the list with a query; without one, as it was shown last. */
export function listLink(query: ListQuery = listQuery.value): string {
  const changed = Object.entries(query)
    .filter(([name, value]) => value !== ALL[name as keyof ListQuery]);

  return changed.length
    ? `${link('clients')}&${MatomoUrl.stringify(Object.fromEntries(changed))}` : link('clients');
}

/** Shows another part of the list. One step back leaves the list, so the address is replaced. */
export function changeList(changes: Partial<ListQuery>): void {
  window.location.replace(listLink({ ...listQuery.value, page: 1, ...changes }));
}
