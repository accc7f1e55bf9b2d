/*!
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

import { clearNotification, notifyError } from './notify';

/**
 * Makes a change, then refreshes the screen and reports the result. The report of an earlier change
 * goes at once: a failed attempt says nothing about the next one.
 *
 * @param run resolves to undefined if the user cancels
 * @param say reports the success
 */
export async function makeChange<T>(
  run: () => Promise<T|undefined>,
  refresh: () => Promise<void>,
  say: (answer: T) => void,
): Promise<void> {
  clearNotification();
  let answer: T|undefined;
  let problem: unknown = null;
  try {
    answer = await run();
  } catch (error) {
    problem = error;
  }
  if (problem) {
    // The screen may be out of date, because somebody else has changed the data.
    await refresh();
    notifyError(problem);
  } else if (answer !== undefined) {
    await refresh();
    say(answer);
  }
}
