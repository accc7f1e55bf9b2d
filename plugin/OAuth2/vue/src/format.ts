/*!
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

import { translate } from 'CoreHome';

/** @param time UTC, 'Y-m-d H:i:s' */
export function parseTime(time: string): Date {
  return new Date(`${time.replace(' ', 'T')}Z`);
}

/**
 * The language of the page's texts as a BCP 47 tag, from their locale, such as "de_DE.UTF-8".
 * Matomo's own variable exists on report pages only. The calendar is always that of the reports.
 */
function language(): string {
  return `${translate('General_Locale').split('.')[0].replace('_', '-')}-u-ca-gregory`;
}

let hourCycle = 'h23';

/** Sets the clock for all times on the page, which is the one of the user's settings in Matomo. */
export function useClock(hours: 12|24): void {
  hourCycle = hours === 12 ? 'h12' : 'h23';
}

/** Formats a time in the page's language, with the user's clock and in the browser's time zone. */
export function formatTime(time: string): string {
  return new Intl.DateTimeFormat(language(), {
    dateStyle: 'medium',
    timeStyle: 'short',
    hourCycle,
  } as Intl.DateTimeFormatOptions).format(parseTime(time));
}

export function formatNumber(value: number): string {
  return new Intl.NumberFormat(language()).format(value);
}

const UNITS: [number, string][] = [
  [86400, 'day'],
  [3600, 'hour'],
  [60, 'minute'],
];

/** Formats 2592000 as "30 days", in the page's language; empty unless a whole number of minutes. */
export function formatDuration(seconds: number): string {
  const [size, unit] = UNITS.find(([long]) => seconds >= long && seconds % long === 0) || [0, ''];
  if (!size) {
    return '';
  }

  return new Intl.NumberFormat(language(), { style: 'unit', unit, unitDisplay: 'long' } as
    Intl.NumberFormatOptions).format(seconds / size);
}

/** Formats the time that a user has to wait, such as "5 minutes", rounded up to minutes. */
export function formatWait(seconds: number): string {
  return formatDuration(Math.ceil(seconds / 60) * 60);
}
