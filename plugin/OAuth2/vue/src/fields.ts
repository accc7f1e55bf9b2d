/*!
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/**
 * Waits until Matomo's text fields have told what is in them. They do so 50 ms after a key or a
 * change, and what was pasted and not told yet would be lost by the next drawing of the form: so
 * this comes before anything that a form shows differently.
 */
export function fieldsAreTold(): Promise<void> {
  return new Promise((resolve) => { setTimeout(resolve, 100); });
}
