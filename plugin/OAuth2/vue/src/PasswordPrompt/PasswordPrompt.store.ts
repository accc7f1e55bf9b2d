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

/** What the user is asked to confirm. */
export interface Question {
  title: string;
  text?: string;
}

interface PromptState {
  isOpen: boolean;
  /** Whether what was confirmed is being done. */
  isBusy: boolean;
  question: Question;
  problem: string;
  /** How often it was closed: each time it opens, it is a new dialog, with an empty field. */
  closings: number;
}

/** The one dialog of the page that asks for the user's password before something is changed. */
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
   * Asks for the password, then does it; asks again as long as the password is wrong. One thing at
   * a time: a second click, there or elsewhere, is none.
   *
   * @returns what `run` gave; undefined when the user thought better of it
   * @throws Error what the server says, but for a wrong password
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

  /** The dialog tells its answer and its end apart: what follows may need the dialog gone. */
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
    // The dialog opens when this changes, so it has to be there before.
    await nextTick();
    this.privateState.isOpen = true;

    return new Promise((resolve) => {
      this.resolve = resolve;
    });
  }
}

export default new PasswordPromptStore();
