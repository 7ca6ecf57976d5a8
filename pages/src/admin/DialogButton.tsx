import { Button, Skeleton } from '@mantine/core';
import type { LucideIcon } from 'lucide-react';
import { type ReactNode, Suspense, useState } from 'react';
import { Dialog } from '../shared/Dialog';

interface Props {
  readonly name: string;
  readonly icon: LucideIcon;
  /** Of the dialog, where it is not that of the button. */
  readonly title?: string;
  /** What is in the dialog, which it can close. It may be loaded only then. */
  readonly children: (close: () => void) => ReactNode;
}

/** A button at the head of a page, which opens a dialog. */
export function DialogButton({ name, icon: Icon, title = name, children }: Props) {
  const [isOpen, setIsOpen] = useState(false);
  const close = () => setIsOpen(false);
  return (
    <>
      <Button leftSection={<Icon size={16} aria-hidden="true" />} onClick={() => setIsOpen(true)}>
        {name}
      </Button>
      <Dialog title={title} isOpen={isOpen} close={close}>
        <Suspense fallback={<Skeleton height={300} />}>{children(close)}</Suspense>
      </Dialog>
    </>
  );
}
