import { formatTime, relativeTime } from './relative-time';

/** How long ago something was; exactly when, for those who point at it. */
export function Time({ at }: { at: string }) {
  return (
    <time dateTime={at} title={formatTime(at)}>
      {relativeTime(at)}
    </time>
  );
}
