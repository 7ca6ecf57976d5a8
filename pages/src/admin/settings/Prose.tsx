import { Fragment } from 'react';

/** Text in which code stands between backticks. */
export function Prose({ text }: { text: string }) {
  return text.split('`').map((part, index) => {
    // The parts of a text have no other name, and never move.
    const key = index;
    return index % 2 ? <code key={key}>{part}</code> : <Fragment key={key}>{part}</Fragment>;
  });
}
