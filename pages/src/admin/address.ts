import { useCallback } from 'react';
import { useSearchParams } from 'wouter';

/** The position in a list. It belongs to one filter and one order. */
const CURSORS = ['after', 'before'] as const;

export interface Address {
  /** What the list shows is in the address of the page: it survives a reload, can be shared, and the browser goes back to it. */
  readonly parameters: URLSearchParams;
  /** Shows other items, from the first page on. Without a value, a parameter is removed. */
  filter(changes: Readonly<Record<string, string | undefined>>): void;
  turnTo(cursor: (typeof CURSORS)[number], position: string): void;
}

export function useAddress(): Address {
  const [parameters, setParameters] = useSearchParams();
  const filter = useCallback<Address['filter']>(
    (changes) => setParameters((previous) => changed(previous, changes), { replace: true }),
    [setParameters],
  );
  const turnTo = useCallback<Address['turnTo']>(
    (cursor, position) => setParameters((previous) => changed(previous, { [cursor]: position })),
    [setParameters],
  );
  return { parameters, filter, turnTo };
}

function changed(previous: URLSearchParams, changes: Readonly<Record<string, string | undefined>>): URLSearchParams {
  const next = new URLSearchParams(previous);
  for (const cursor of CURSORS) next.delete(cursor);
  for (const [name, value] of Object.entries(changes)) value ? next.set(name, value) : next.delete(name);
  return next;
}

/** The arguments of a connection for the page that the address names. */
export function pageArguments(parameters: URLSearchParams, size: number) {
  const [after, before] = CURSORS.map((cursor) => parameters.get(cursor));
  return before ? { last: size, before } : { first: size, after };
}

/** A parameter that must be one of these values. */
export function oneOf<Value extends string>(values: Record<string, Value>, text: string | null): Value | undefined {
  return Object.values(values).find((value) => value === text);
}
