/*!
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/**
 * Waits until Matomo's text fields have emitted their values, which they do 50 ms after an input.
 * Call it before a change that renders the form again, which would discard a value not yet emitted.
 */
export function fieldsAreTold(): Promise<void> {
  return new Promise((resolve) => { setTimeout(resolve, 100); });
}
