import type { KeyboardEvent } from 'react';

const ROW_LINK = '.row-link';

/** Moves the focus from a row to another one by the keys for it. */
export function moveBetweenRows(event: KeyboardEvent<HTMLElement>): void {
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>(ROW_LINK)];
  const index = links.indexOf(event.target as HTMLElement);
  const target = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: links.length - 1 }[event.key];
  if (index < 0 || target === undefined) return;
  event.preventDefault();
  links[target]?.focus();
}

/** For the field to search: from there, the same key leads to the rows. */
export function moveToFirstRow(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'ArrowDown') return;
  event.preventDefault();
  document.querySelector<HTMLElement>(ROW_LINK)?.focus();
}
