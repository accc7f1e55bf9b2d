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

const UNITS: Record<number, string> = {
  86400: 'day',
  3600: 'hour',
  60: 'minute',
  1: 'second',
};

function unitFormat(size: number): Intl.NumberFormat {
  return new Intl.NumberFormat(language(), { style: 'unit', unit: UNITS[size], unitDisplay: 'long' } as
    Intl.NumberFormatOptions);
}

/** The sizes of the units from `least` to `most` seconds, the smallest first. */
export function durationUnits(least: number, most: number): number[] {
  return Object.keys(UNITS).map(Number).filter((size) => size >= least && size <= most);
}

/** Splits a time into the largest unit that it is a whole number of, such as 7200 into 2 hours. */
export function splitDuration(seconds: number, least = 1): { amount: number, size: number } {
  const size = durationUnits(least, Math.max(seconds, least)).reverse()
    .find((one) => seconds % one === 0) || least;

  return { amount: seconds / size, size };
}

/** The name of a unit in the page's language, in the plural. */
export function unitName(size: number): string {
  // 100 has no form of its own in any language of the plugin.
  return unitFormat(size).formatToParts(100)
    .filter(({ type }) => type === 'unit' as string)
    .map(({ value }) => value)
    .join('')
    .trim();
}

/** Formats 2592000 as "30 days", in the page's language. */
export function formatDuration(seconds: number): string {
  const { amount, size } = splitDuration(seconds);

  return unitFormat(size).format(amount);
}

/** Formats the time that a user has to wait, such as "5 minutes", rounded up to minutes. */
export function formatWait(seconds: number): string {
  return formatDuration(Math.ceil(seconds / 60) * 60);
}
