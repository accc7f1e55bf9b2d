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
  /** Empty if the client has no owner. */
  owner_login: string;
  /** The user whose access the client has by itself; null: nobody. */
  acts_as: string|null;
  created_at: string;
  updated_at: string;
  last_used_at: string|null;
  secret_hint: string|null;
  /** The secret before the last rotation, as long as it works. */
  old_secret_hint: string|null;
  old_secret_until: string|null;
  /** Null if it is not known, or was never used. */
  secret_created_at: string|null;
  secret_used_at: string|null;
  old_secret_created_at: string|null;
  old_secret_used_at: string|null;
  require_pkce: boolean;
  auth_method: 'none'|'client_secret'|'private_key_jwt';
  /** The public keys as JSON text, and their address; null if there are none. */
  jwks: string|null;
  jwks_uri: string|null;
  keys: { kid: string|null, algorithm: string, thumbprint: string }[];
  /** True if it registered itself, so that nobody has checked its name. */
  self_registered: boolean;
  warnings: ClientWarning[];
}

export interface ClientWithSecret {
  client: Client;
  secret: string|null;
}

/** What a change of a client would end. */
export interface ClientEffects {
  /** The authorizations that users gave, and how many users these are. */
  authorizations: number;
  users: number;
  /** The authorizations that the client has for itself. */
  own: number;
  /** The fields of the form that end them. */
  causes: string[];
}

// An alias, because an interface has no index signature and would not fit a table of records.
export type Authorization = {
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
  /** Who chose client_name. */
  named_by: 'administrator'|'vendor'|'app';
  /** The host of the document in which the client describes itself. */
  client_host: string|null;
  resource_kind: 'api'|'mcp'|'other';
};

/** An event in the log of a client. */
export type ClientEvent = {
  name: string;
  happened_at: string;
  /** The administrator who made the change; empty if it was none. */
  by: string;
  details: Record<string, string|boolean|number>;
};

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
  type: string;
  uiControl: string;
  inlineHelp?: string;
  value: unknown;
  [property: string]: unknown;
}

/** An assistant of the plugin's list. */
export type KnownAssistant = {
  key: string;
  name: string;
  vendor: string;
  state: 'on'|'follow'|'off';
  documents: string[];
  redirect_hosts: string[];
  users: number;
  last_used_at: string|null;
};

/** A client that came by itself, or a blocked host. */
export type AssistantClient = {
  client_id: string;
  name: string|null;
  /** The host of its document; null if it registered itself. */
  host: string|null;
  redirect_hosts: string[];
  /** True if it registered itself, under a name that nobody has checked. */
  self_registered: boolean;
  state: 'allowed'|'pending'|'blocked'|'paused';
  /** True if an administrator keeps it, with scopes of its own. */
  kept: boolean;
  /** The scopes of its client; empty before the first consent. */
  scopes: string[];
  users: number;
  last_used_at: string|null;
  asked_by: string|null;
  differs: boolean;
};

export interface Assistants {
  trust: string;
  hosts: string[];
  /** The names of the settings that have these. */
  settings: { trust: string, hosts: string };
  /** Why this Matomo cannot fetch documents; null if it can. */
  outgoing: string|null;
  known: KnownAssistant[];
  clients: AssistantClient[];
}

/** The steps by which a user connects an assistant, in the user's language. */
export interface ConnectAssistantGuide {
  key: string;
  name: string;
  vendor: string;
  /** The address of the vendor's document; empty if there is none. */
  source: string;
  notes: string[];
  /** A step has a command or configuration to copy, or a link that the application opens. */
  steps: { text: string, code: string, href: string, label: string }[];
}

export interface ConnectGuide {
  /** The address of the MCP server; empty if assistants cannot connect. */
  address: string;
  assistants: ConnectAssistantGuide[];
  /** What else may connect. */
  others: string;
  problems: { text: string, href: string, link: string }[];
  /** Where administrators choose the assistants; empty for other users. */
  manage: string;
}

/** One request of the test of discovery. */
export interface Probe {
  [name: string]: unknown;
  place_text: string;
  url: string;
  /** As in Server/Discovery/Verdict.php, such as fine or missing. */
  verdict: string;
  /** The verdict in the user's language. */
  text: string;
  /** 0 without an answer. */
  status: number;
  type: string;
  found: string;
}

export interface Discovery {
  issuer: string;
  /** Whether the metadata name the clean routes. */
  cleanRoutes: boolean;
  documents: {
    path: string;
    /** False if the issuer is below index.php, where files do not help. */
    possible: boolean;
    wanted: boolean;
    /** own, foreign or missing, by the name of the file. */
    files: Record<string, string>;
    /** What the administrator should know about them; empty if there is nothing. */
    note: string;
  };
  /** The last test; null if there was none. */
  test: {
    at: string;
    server: string;
    /** As in Server/Discovery/Connects.php, such as all or none. */
    connects: string;
    text: string;
    /** What the test cannot see, in the user's language; empty if there is nothing. */
    note: string;
    /** The issuer with which applications would find the metadata; empty if the present one is best. */
    betterIssuer: string;
    /** What it takes to change to that issuer, in the user's language. */
    advice: string;
    probes: Probe[];
    rules: { server: string, file: string, lines: string }[];
  }|null;
}
