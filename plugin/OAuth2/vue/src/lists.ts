/*!
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

interface Named {
  /** The value in the API and the database. */
  name: string;
  title: string;
}

export interface Scope extends Named {
  meaning: string;
}

export interface GrantType extends Named {
  meaning: string;
  /** The name of the setting that enables the grant type. */
  setting: string;
  /** True if clients of this grant type need a redirect URI. */
  redirects: boolean;
  /** True if only confidential clients, which have a secret, can use it. */
  needsSecret: boolean;
  /** The grant type that a client must also have. */
  companion: string|null;
  /** The kind of the authorizations that it creates. */
  kind: string|null;
  /** True if no user decides about these authorizations. */
  actsByItself: boolean;
}

export interface Endpoint extends Named {
  usesSession: boolean;
  /** The member of a metadata document that identifies its server or resource. */
  identifier: string|null;
  /** True if the screen shows and checks its clean route. */
  isRouteExample: boolean;
}

/** The address of Matomo's folder: the issuer may be that of index.php. */
export function baseOf(issuer: string): string {
  return issuer.replace(/\/index\.php$/, '');
}

export interface SettingRow {
  title: string;
  help: string;
  group: string;
  /** The number of seconds that 1 stands for; 0 if the setting is no duration. */
  unit: number;
  /** The range of a duration. */
  least: number;
  most: number;
}

/** The values with which the form for a new client begins. */
export interface Template extends Named {
  /** Empty for a product. */
  meaning: string;
  type: 'confidential'|'public';
  grantTypes: string[];
  scopes: string[];
  redirectUris: string[];
  /** A redirect URI in the form of the user's own; empty if the template has redirect URIs. */
  example: string;
  /** The address of the document that has these values. */
  source: string;
}

/** The server's lists from Matomo/ScreenLists.php, with texts in the user's language. */
export interface Lists {
  grantTypes: GrantType[];
  scopes: Scope[];
  endReasons: Record<string, string>;
  /** From here on: on pages of administrators only. */
  warnings?: Record<string, string>;
  /** How long an old secret can still work, the shortest time first. */
  oldSecretTimes?: (Named & { seconds: number })[];
  endpoints?: Endpoint[];
  settings?: Record<string, SettingRow>;
  /** The titles of the events in the log of a client. */
  events?: Record<string, string>;
  /** The titles of the steps of a trial. */
  trialSteps?: Record<string, string>;
  /** The titles of the groups of settings, in the order of the screen. */
  settingGroups?: Record<string, string>;
  templates?: Template[];
  /** The most authorizations that the server lists. */
  authorizationLimit?: number;
}

let lists: Lists = { grantTypes: [], scopes: [], endReasons: {} };

/** Sets the lists that came with the page. Call it before anything is rendered. */
export function useLists(given: Lists): void {
  lists = given;
}

export function grantTypes(): GrantType[] {
  return lists.grantTypes;
}

export function grantTitle(name: string): string {
  return lists.grantTypes.find((grant) => grant.name === name)?.title || name;
}

/** The grant type that creates authorizations of this kind. */
export function grantOfKind(kind: string): GrantType|undefined {
  return lists.grantTypes.find((grant) => grant.kind === kind);
}

/** The scopes, the lowest first. */
export function scopes(): Scope[] {
  return lists.scopes;
}

/** The lowest scope. */
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

export function eventTitle(name: string): string {
  return lists.events?.[name] || name;
}

export function trialStep(name: string): string {
  return lists.trialSteps?.[name] || name;
}

export function warning(code: string, detail: string): string {
  return (lists.warnings?.[code] || code).replace('%1$s', () => detail);
}

export function oldSecretTimes(): Named[] {
  return lists.oldSecretTimes || [];
}

export function endpoints(): Endpoint[] {
  return lists.endpoints || [];
}

/** A setting's row; a setting that the page does not know stands for itself. */
export function settingRow(name: string): SettingRow {
  return lists.settings?.[name] || {
    title: name,
    help: '',
    group: '',
    unit: 0,
    least: 0,
    most: 0,
  };
}

export function settingGroups(): Named[] {
  return Object.entries(lists.settingGroups || {}).map(([name, title]) => ({ name, title }));
}

export function authorizationLimit(): number {
  return lists.authorizationLimit || Infinity;
}

export function templates(): Template[] {
  return lists.templates || [];
}

export function knownScopes(): Scope[] {
  return lists.scopes;
}
