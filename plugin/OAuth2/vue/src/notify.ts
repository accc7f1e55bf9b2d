/*!
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

import { Matomo, NotificationsStore } from 'CoreHome';

/**
 * Shows a message at the top of the page and moves the focus to it, because the pressed button may
 * no longer exist, and screen readers read the focused element.
 *
 * @param message plain text; Matomo's notifications take HTML
 */
export function notify(context: 'success'|'error'|'info', message: string): void {
  const id = NotificationsStore.show({
    message: Matomo.helper.htmlEntities(message),
    id: 'OAuth2',
    context,
    type: 'transient',
  });
  NotificationsStore.scrollToNotification(id);
  setTimeout(() => {
    const element = document.querySelector<HTMLElement>(`[data-notification-instance-id="${id}"]`);
    if (element) {
      element.setAttribute('role', context === 'error' ? 'alert' : 'status');
      element.tabIndex = -1;
      element.focus({ preventScroll: true });
    }
  });
}

export function notifyError(error: unknown): void {
  notify('error', error instanceof Error ? error.message : String(error));
}

export function clearNotification(): void {
  NotificationsStore.remove('OAuth2');
}
