/*!
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

import { translate } from 'CoreHome';

/** @param time UTC, 'Y-m-d H:i:s' */
export function parseTime(time: string): Date {
  return new Date(`${time.replace(' ', 'T')}Z`);
}

/**
 * The language of the page's texts, as BCP 47 has it: theirs tell it as "de_DE.UTF-8". Matomo's own
 * variable has the user's preference, on pages of reports only. In every language the calendar is
 * the one of Matomo's reports.
 */
function language(): string {
  return `${translate('General_Locale').split('.')[0].replace('_', '-')}-u-ca-gregory`;
}

let hourCycle = 'h23';

/** Chooses the clock for all times of the page: the one that the user has in Matomo's settings. */
export function useClock(hours: 12|24): void {
  hourCycle = hours === 12 ? 'h12' : 'h23';
}

/** In the language of the page, by the user's clock and in the browser's time zone. */
export function formatTime(time: string): string {
  return new Intl.DateTimeFormat(language(), {
    dateStyle: 'medium',
    timeStyle: 'short',
    hourCycle,
  } as Intl.DateTimeFormatOptions).format(parseTime(time));
}

const UNITS: [number, string][] = [
  [86400, 'day'],
  [3600, 'hour'],
  [60, 'minute'],
];

/** "30 days" for 2592000, in the page's language; empty when it is no whole number of minutes. */
export function formatDuration(seconds: number): string {
  const [size, unit] = UNITS.find(([long]) => seconds >= long && seconds % long === 0) || [0, ''];
  if (!size) {
    return '';
  }

  return new Intl.NumberFormat(language(), { style: 'unit', unit, unitDisplay: 'long' } as
    Intl.NumberFormatOptions).format(seconds / size);
}

/** "5 minutes", rounded up, for somebody who waits. */
export function formatWait(seconds: number): string {
  return formatDuration(Math.ceil(seconds / 60) * 60);
}
