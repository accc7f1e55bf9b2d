/*!
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

export interface ClientWarning {
  code: string;
  detail: string;
}

/** A client as API.getClients returns it. Times are UTC, 'Y-m-d H:i:s'. */
export interface Client {
  client_id: string;
  name: string;
  description: string;
  redirect_uris: string[];
  grant_types: string[];
  scopes: string[];
  type: 'confidential'|'public';
  active: boolean;
  owner_login: string;
  created_at: string;
  updated_at: string;
  last_used_at: string|null;
  secret_hint: string|null;
  require_pkce: boolean;
  warnings: ClientWarning[];
}

export interface ClientWithSecret {
  client: Client;
  secret: string|null;
}

export interface Authorization {
  id: string;
  client_id: string;
  client_name: string;
  redirect_host: string|null;
  login: string;
  kind: string;
  scope: string|null;
  resource: string;
  state: 'active'|'paused'|'expired'|'ended';
  created_at: string;
  last_used_at: string|null;
  expires_at: string;
  ended_at: string|null;
  end_reason: string|null;
}

export interface SigningKey {
  kid: string;
  algorithm: string;
  state: 'next'|'current'|'retired';
  created_at: string;
  activated_at: string|null;
  expires_at: string|null;
  ready_at: string|null;
}

/** A setting as CorePluginsAdmin.getSystemSettings returns it. */
export interface SystemSetting {
  name: string;
  title: string;
  value: unknown;
  [property: string]: unknown;
}
