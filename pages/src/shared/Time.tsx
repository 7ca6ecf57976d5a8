import { useLocalization } from './language/Localized';
import { formatTime, relativeTime } from './relative-time';

/** How long ago something was; exactly when, for those who point at it. */
export function Time({ at }: { at: string }) {
  const localization = useLocalization();
  return (
    <time dateTime={at} title={formatTime(at, localization)}>
      {relativeTime(at, localization)}
    </time>
  );
}
