import { Modal } from '@mantine/core';
import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';

interface Props {
  readonly title: string;
  readonly isOpen: boolean;
  readonly close: () => void;
  readonly children: ReactNode;
}

/** A dialog in which a decision is taken. Escape closes it, and the focus returns to what opened it. */
export function Dialog({ title, isOpen, close, children }: Props) {
  const t = useTranslations('shared');
  const opener = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    if (isOpen) opener.current = document.activeElement as HTMLElement | null;
  }, [isOpen]);
  // Mantine returns the focus while its trap still holds it.
  const returnFocus = () => opener.current?.focus();
  return (
    <Modal
      stackId={useId()}
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
  );
}

/** Within it, a dialog may open another one, which is then shown in its place. */
export const DialogStack = Modal.Stack;
