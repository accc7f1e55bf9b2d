/*!
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

import { reactive, readonly, DeepReadonly } from 'vue';
import { translate } from 'CoreHome';

/** What the user is asked to confirm. */
export interface Question {
  title: string;
  text?: string;
}

interface PromptState {
  isOpen: boolean;
  question: Question;
  problem: string;
}

/** The one dialog of the page that asks for the user's password before something is changed. */
class PasswordPromptStore {
  private privateState = reactive<PromptState>({
    isOpen: false,
    question: { title: '' },
    problem: '',
  });

  private password: string|null = null;

  private resolve: ((password: string|null) => void)|null = null;

  get state(): DeepReadonly<PromptState> {
    return readonly(this.privateState);
  }

  /**
   * Asks for the password, then does it; asks again as long as the password is wrong.
   *
   * @returns what `run` gave; undefined when the user thought better of it
   * @throws Error what the server says, but for a wrong password
   */
  async confirm<T>(
    question: Question,
    run: (passwordConfirmation: string) => Promise<T>,
  ): Promise<T|undefined> {
    const before = document.activeElement;
    const wrong = translate('UsersManager_CurrentPasswordNotCorrect');
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
        // eslint-disable-next-line no-await-in-loop
        return await run(password);
      } catch (error) {
        if (!(error instanceof Error) || error.message !== wrong) {
          throw error;
        }
        problem = wrong;
      }
    }
  }

  /** The dialog tells its answer and its end apart: what follows may need the dialog gone. */
  answer(password: string): void {
    this.password = password;
  }

  closed(): void {
    const { resolve, password } = this;
    this.privateState.isOpen = false;
    this.resolve = null;
    this.password = null;
    if (resolve) {
      resolve(password);
    }
  }

  private ask(question: Question, problem: string): Promise<string|null> {
    return new Promise((resolve) => {
      this.resolve = resolve;
      this.password = null;
      this.privateState.question = question;
      this.privateState.problem = problem;
      this.privateState.isOpen = true;
    });
  }
}

export default new PasswordPromptStore();
