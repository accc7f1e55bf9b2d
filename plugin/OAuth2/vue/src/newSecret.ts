/*!
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

import { ref } from 'vue';
import { call } from './api';
import { Client, ClientWithSecret } from './types';

export type SecretReason = 'created'|'changed'|'rotated'|'recovered';

interface ShownSecret {
  issued: ClientWithSecret;
  reason: SecretReason;
  /** Until when the secret before it works, UTC; null if it has ended or there was none. */
  oldUntil: string|null;
}

/** The secret that the page shows in place of everything else; null if it shows none. */
export const shownSecret = ref<ShownSecret|null>(null);

export function showSecret(
  issued: ClientWithSecret,
  reason: SecretReason,
  oldUntil: string|null = null,
): void {
  shownSecret.value = { issued, reason, oldUntil };
}

/**
 * Shows a secret of the last minutes again whose display this session has not confirmed, such as
 * one whose answer was lost on its way. Failures are silent: this only helps.
 *
 * @param of the client's ID; empty for the client that was created last
 */
export async function recoverSecret(of: string): Promise<void> {
  try {
    const { client_id: clientId, secret } = await call<{
      client_id: string|null,
      secret: string|null,
    }>('OAuth2.getNewSecret', { clientId: of });
    if (clientId && secret) {
      const client = await call<Client>('OAuth2.getClient', { clientId });
      showSecret({ client, secret }, 'recovered', client.old_secret_until);
    }
  } catch {
    // The screen says what it was doing when it failed.
  }
}

/**
 * Makes a change that makes a secret. If it fails, the answer may have been lost after the server
 * had made the secret, which is shown then.
 */
export async function orRecover<T>(clientId: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    recoverSecret(clientId);
    throw error;
  }
}

/** Hides the secret, and lets the server forget it. */
export async function confirmSecret(): Promise<void> {
  const shown = shownSecret.value;
  shownSecret.value = null;
  if (shown && shown.issued.secret) {
    try {
      await call('OAuth2.confirmNewSecret', { clientId: shown.issued.client.client_id });
    } catch {
      // The server forgets it by itself after some minutes.
    }
  }
}
