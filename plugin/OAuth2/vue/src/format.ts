/*!
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

import { Matomo, translate } from 'CoreHome';

/** @param time UTC, 'Y-m-d H:i:s' */
export function parseTime(time: string): Date {
  return new Date(`${time.replace(' ', 'T')}Z`);
}

/** In the user's language and the browser's time zone. */
export function formatTime(time: string): string {
  try {
    return new Intl.DateTimeFormat(Matomo.language, { dateStyle: 'medium', timeStyle: 'short' } as
      Intl.DateTimeFormatOptions).format(parseTime(time));
  } catch (e) {
    // Matomo has languages that no browser knows.
    return `${time} UTC`;
  }
}

const UNITS: [number, string][] = [
  [86400, 'OAuth2_Days'],
  [3600, 'OAuth2_Hours'],
  [60, 'OAuth2_Minutes'],
];

/** "30 days" for 2592000; empty when it is no whole number of minutes. */
export function formatDuration(seconds: number): string {
  const unit = UNITS.find(([size]) => seconds >= size && seconds % size === 0);

  return unit ? translate(unit[1], String(seconds / unit[0])) : '';
}

/** "5 minutes", rounded up, for somebody who waits. */
export function formatWait(seconds: number): string {
  return formatDuration(Math.ceil(seconds / 60) * 60);
}
