/*!
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

import {
  DeepReadonly,
  nextTick,
  reactive,
  readonly,
} from 'vue';
import { translate } from 'CoreHome';

/** The change that the user has to confirm. */
export interface Question {
  title: string;
  text?: string;
}

interface PromptState {
  isOpen: boolean;
  /** True while the confirmed change is being made. */
  isBusy: boolean;
  question: Question;
  problem: string;
  /** The number of times it was closed; used as a key, so that each dialog starts empty. */
  closings: number;
}

/** The page's only dialog that asks for the user's password before a change. */
class PasswordPromptStore {
  private privateState = reactive<PromptState>({
    isOpen: false,
    isBusy: false,
    question: { title: '' },
    problem: '',
    closings: 0,
  });

  private isTaken = false;

  private password: string|null = null;

  private resolve: ((password: string|null) => void)|null = null;

  get state(): DeepReadonly<PromptState> {
    return readonly(this.privateState);
  }

  /**
   * Asks for the password until it is correct, then makes the change. Only one change at a time: a
   * second click, here or elsewhere, has no effect.
   *
   * @returns the result of `run`; undefined if the user cancels
   * @throws Error the server's error, except for a wrong password
   */
  async confirm<T>(
    question: Question,
    run: (passwordConfirmation: string) => Promise<T>,
  ): Promise<T|undefined> {
    if (this.isTaken) {
      return undefined;
    }
    this.isTaken = true;
    const before = document.activeElement;
    try {
      let problem = '';
      for (;;) {
        // eslint-disable-next-line no-await-in-loop
        const password = await this.ask(question, problem);
        if (password === null) {
          if (before instanceof HTMLElement) {
            before.focus();
          }
          return undefined;
        }
        try {
          this.privateState.isBusy = true;
          // eslint-disable-next-line no-await-in-loop
          return await run(password);
        } catch (error) {
          problem = translate('UsersManager_CurrentPasswordNotCorrect');
          if (!(error instanceof Error) || error.message !== problem) {
            throw error;
          }
        } finally {
          this.privateState.isBusy = false;
        }
      }
    } finally {
      this.isTaken = false;
    }
  }

  /** Keeps the password until closed(), because the change may need the dialog closed. */
  answer(password: string): void {
    this.password = password;
  }

  closed(): void {
    const { resolve, password } = this;
    this.privateState.isOpen = false;
    this.privateState.closings += 1;
    this.resolve = null;
    this.password = null;
    if (resolve) {
      resolve(password);
    }
  }

  private async ask(question: Question, problem: string): Promise<string|null> {
    this.password = null;
    this.privateState.question = question;
    this.privateState.problem = problem;
    // The dialog must exist before isOpen changes.
    await nextTick();
    this.privateState.isOpen = true;

    return new Promise((resolve) => {
      this.resolve = resolve;
    });
  }
}

export default new PasswordPromptStore();
