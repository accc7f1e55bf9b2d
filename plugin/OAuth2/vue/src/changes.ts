/*!
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

import { notifyError } from './notify';

/**
 * Makes a change, then loads what it changed, then says how it ended.
 *
 * @param run gives undefined when the user thought better of it
 * @param say what follows when it is done
 */
export async function makeChange<T>(
  run: () => Promise<T|undefined>,
  refresh: () => Promise<void>,
  say: (answer: T) => void,
): Promise<void> {
  let answer: T|undefined;
  let problem: unknown = null;
  try {
    answer = await run();
  } catch (error) {
    problem = error;
  }
  if (problem) {
    // What is shown may be why: somebody else may have changed it.
    await refresh();
    notifyError(problem);
  } else if (answer !== undefined) {
    await refresh();
    say(answer);
  }
}
