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

/** A choice or a text that the dialog asks for beside the password. */
export interface PromptField {
  name: string;
  title: string;
  /** The values to choose from; without them the field is a text. */
  options?: { key: string, value: string }[];
  /** The value at first. */
  value: string;
  /** The field is asked only while another one has this value. */
  onlyIf?: { field: string, value: string };
}

/** The change that the user has to confirm. */
export interface Question {
  title: string;
  text?: string;
  /** What the change is made of, a line each. */
  details?: string[];
  /** What the change ends, a paragraph each. */
  effects?: string[];
  fields?: PromptField[];
}

/** The values of the question's fields by their names. */
export type PromptValues = Record<string, string>;

interface PromptState {
  isOpen: boolean;
  /** True while the confirmed change is being made. */
  isBusy: boolean;
  question: Question;
  values: PromptValues;
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
    values: {},
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
   * @param run makes the change, with the password and the values of the question's fields
   * @returns the result of `run`; undefined if the user cancels
   * @throws Error the server's error, except for a wrong password
   */
  async confirm<T>(
    question: Question,
    run: (passwordConfirmation: string, values: PromptValues) => Promise<T>,
  ): Promise<T|undefined> {
    if (this.isTaken) {
      return undefined;
    }
    this.isTaken = true;
    const before = document.activeElement;
    this.privateState.values = Object.fromEntries(
      (question.fields || []).map((field) => [field.name, field.value]),
    );
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
          return await run(password, { ...this.privateState.values });
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

  setValue(field: string, value: string): void {
    this.privateState.values[field] = value;
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
