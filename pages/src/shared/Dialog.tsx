import { ModalStack } from '@mantine/core';
import { lazy, type ReactNode, Suspense, useId, useLayoutEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';

/** Loaded when the first dialog opens: a tenth of what a page needs to be shown. */
const Modal = lazy(() => import('./Modal').then((module) => ({ default: module.Modal })));

interface Props {
  readonly title: string;
  readonly isOpen: boolean;
  readonly close: () => void;
  readonly children: ReactNode;
}

/** A dialog in which a decision is taken. Escape closes it, and the focus returns to what opened it. */
export function Dialog({ title, isOpen, close, children }: Props) {
  const t = useTranslations('shared');
  const stackId = useId();
  const [wasOpened, setWasOpened] = useState(false);
  if (isOpen && !wasOpened) setWasOpened(true);
  const opener = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    if (isOpen) opener.current = document.activeElement as HTMLElement | null;
  }, [isOpen]);
  // Mantine returns the focus while its trap still holds it.
  const returnFocus = () => opener.current?.focus();
  return (
    wasOpened && (
      <Suspense>
        <Modal
          stackId={stackId}
          opened={isOpen}
          onClose={close}
          returnFocus={false}
          onExitTransitionEnd={returnFocus}
          title={title}
          closeButtonProps={{ 'aria-label': t('close') }}
          closeOnClickOutside={false}
        >
          {children}
        </Modal>
      </Suspense>
    )
  );
}

/** Within it, a dialog may open another one, which is then shown in its place. */
export const DialogStack = ModalStack;
