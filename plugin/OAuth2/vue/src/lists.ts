/*!
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

interface Named {
  /** As the API and the database have it. */
  name: string;
  title: string;
}

export interface Scope extends Named {
  meaning: string;
}

export interface GrantType extends Named {
  meaning: string;
  /** The setting that switches it on and off. */
  setting: string;
  /** Whether a client needs a redirect URI for it. */
  redirects: boolean;
  /** A public client has no secret to authenticate itself with. */
  needsSecret: boolean;
  /** The grant type without which this one is of no use. */
  companion: string|null;
  /** The kind of the authorizations that it makes. */
  kind: string|null;
  /** Whether no user allowed them. */
  actsByItself: boolean;
}

export interface Endpoint extends Named {
  usesSession: boolean;
  /** The member of a document that says whose it is. */
  identifier: string|null;
  /** Whether its clean route is shown and checked. */
  isRouteExample: boolean;
}

/** The server's lists, with texts in the user's language; Matomo/ScreenLists.php makes them. */
export interface Lists {
  grantTypes: GrantType[];
  scopes: Scope[];
  endReasons: Record<string, string>;
  /** Those below are on pages of administrators only. */
  warnings?: Record<string, string>;
  endpoints?: Endpoint[];
  /** Unit: how many seconds a number counts by, 0 for what is no time. */
  settings?: Record<string, { unit: number }>;
}

let lists: Lists = { grantTypes: [], scopes: [], endReasons: {} };

/** Takes what came with the page; before anything is shown. */
export function useLists(given: Lists): void {
  lists = given;
}

export function grantTypes(): GrantType[] {
  return lists.grantTypes;
}

export function grantTitle(name: string): string {
  return lists.grantTypes.find((grant) => grant.name === name)?.title || name;
}

/** The grant type that makes authorizations of a kind. */
export function grantOfKind(kind: string): GrantType|undefined {
  return lists.grantTypes.find((grant) => grant.kind === kind);
}

/** The scope that lets an application do the least. */
export function leastScope(): string {
  return lists.scopes[0]?.name || '';
}

export function scopeTitle(name: string|null): string {
  return lists.scopes.find((scope) => scope.name === name)?.title || name || '';
}

export function scopeMeaning(name: string|null): string {
  return lists.scopes.find((scope) => scope.name === name)?.meaning || '';
}

export function endReason(name: string): string {
  return lists.endReasons[name] || name;
}

export function warning(code: string, detail: string): string {
  return (lists.warnings?.[code] || code).replace('%1$s', () => detail);
}

export function endpoints(): Endpoint[] {
  return lists.endpoints || [];
}

/** Whether a setting is a number of seconds. */
export function isInSeconds(setting: string): boolean {
  return lists.settings?.[setting]?.unit === 1;
}
