import { Notification } from '@mantine/core';
import { createContext, type ReactNode, use, useCallback, useEffect, useState } from 'react';
import { useLocalization } from './language/Localized';
import { say, type Wording } from './language/messages';

interface Notice {
  readonly text: Wording;
  readonly time: number;
}

const Notify = createContext<(text: Wording) => void>(() => {});

/** A function that says, beside the page, what was done. The notice stays when the page changes. */
export function useNotify(): (text: Wording) => void {
  return use(Notify);
}

/** WCAG 2.2, 2.2.1: long enough to be read, and it can be read again where it was about. */
const SHOWN_MILLIS = 12_000;

export function NoticeProvider({ children }: { children: ReactNode }) {
  const localization = useLocalization();
  const [notice, setNotice] = useState<Notice>();
  const notify = useCallback((text: Wording) => setNotice({ text, time: Date.now() }), []);
  const close = useCallback(() => setNotice(undefined), []);
  useEffect(() => {
    if (!notice) return;
    const timer = setTimeout(close, SHOWN_MILLIS);
    return () => clearTimeout(timer);
  }, [notice, close]);
  return (
    <Notify value={notify}>
      {children}
      <div role="status" className="notices">
        {notice && (
          <Notification
            key={notice.time}
            component="div"
            role="presentation"
            withBorder
            radius="md"
            onClose={close}
            closeButtonProps={{ 'aria-label': localization.t('shared.closeNotice') }}
          >
            {say(notice.text, localization)}
          </Notification>
        )}
      </div>
    </Notify>
  );
}
