/*!
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/** Moves the focus to the first heading, after new content has replaced the old. */
export function focusHeading(root: HTMLElement): void {
  const heading = root.querySelector<HTMLElement>('h2');
  if (heading) {
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
    heading.scrollIntoView({ block: 'nearest' });
  }
}

/** Moves the focus to the first field with an error. */
export function focusInvalid(root: HTMLElement): void {
  const field = root.querySelector<HTMLElement>('[aria-invalid="true"]');
  if (field) {
    field.focus();
  }
}
