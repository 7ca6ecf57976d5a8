/** The heading of a view. It takes the focus when the view appears, so that keyboards and screen readers start there. */
export function Heading({ children }: { children: string }) {
  return (
    <h1 tabIndex={-1} ref={focus}>
      {children}
    </h1>
  );
}

function focus(element: HTMLElement | null) {
  element?.focus();
}
