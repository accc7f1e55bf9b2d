/*!
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

import { Matomo } from 'CoreHome';

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
  [86400, 'day'],
  [3600, 'hour'],
  [60, 'minute'],
];

/** "30 days" for 2592000, in the user's language; empty when it is no whole number of minutes. */
export function formatDuration(seconds: number): string {
  const [size, unit] = UNITS.find(([long]) => seconds >= long && seconds % long === 0) || [0, ''];
  if (!size) {
    return '';
  }
  const options = { style: 'unit', unit, unitDisplay: 'long' } as Intl.NumberFormatOptions;
  try {
    return new Intl.NumberFormat(Matomo.language, options).format(seconds / size);
  } catch (e) {
    return new Intl.NumberFormat('en', options).format(seconds / size);
  }
}

/** "5 minutes", rounded up, for somebody who waits. */
export function formatWait(seconds: number): string {
  return formatDuration(Math.ceil(seconds / 60) * 60);
}
