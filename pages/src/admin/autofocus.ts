/** For the ref of a form that a dialog shows late: by then, Mantine has looked for what is to have the focus. */
export function autofocus(element: HTMLElement | null): void {
  element?.querySelector<HTMLElement>('[data-autofocus]')?.focus();
}
