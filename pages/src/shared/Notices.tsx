import { Notification } from '@mantine/core';
import { createContext, type ReactNode, use, useCallback, useEffect, useState } from 'react';

interface Notice {
  readonly text: string;
  readonly time: number;
}

const Notify = createContext<(text: string) => void>(() => {});

/** A function that says, beside the page, what was done. The notice stays when the page changes. */
export function useNotify(): (text: string) => void {
  return use(Notify);
}

/** WCAG 2.2, 2.2.1: long enough to be read, and it can be read again where it was about. */
const SHOWN_MILLIS = 12_000;

export function NoticeProvider({ children }: { children: ReactNode }) {
  const [notice, setNotice] = useState<Notice>();
  const notify = useCallback((text: string) => setNotice({ text, time: Date.now() }), []);
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
            closeButtonProps={{ 'aria-label': 'Close notice' }}
          >
            {notice.text}
          </Notification>
        )}
      </div>
    </Notify>
  );
}
