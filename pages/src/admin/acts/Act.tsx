import { Button, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Dialog } from '../../shared/Dialog';

interface Props {
  readonly name: string;
  readonly lead: string;
  readonly button: string;
  readonly isDangerous?: boolean;
  /** What the dialog asks. */
  readonly question: string;
  /** The content of the dialog. */
  readonly children: (close: () => void) => ReactNode;
}

/** Something that can be done, once a dialog has said what it leads to. */
export function Act({ name, lead, ...opening }: Props) {
  return (
    <div className="act">
      <Stack gap={2}>
        <Text fw={600} size="sm">
          {name}
        </Text>
        <Text c="dimmed" size="sm">
          {lead}
        </Text>
      </Stack>
      <ActButton {...opening} />
    </div>
  );
}

type ButtonProps = Omit<Props, 'name' | 'lead'> & {
  /** The id of the element that the button acts on, where its text does not say so. */
  readonly describedBy?: string;
};

/** A button that opens the dialog. */
export function ActButton({ button, isDangerous, question, describedBy, children }: ButtonProps) {
  const [isOpen, setIsOpen] = useState(false);
  const close = () => setIsOpen(false);
  return (
    <>
      <Button
        variant={isDangerous ? 'outline' : 'default'}
        color={isDangerous ? 'red' : undefined}
        size="xs"
        aria-describedby={describedBy}
        onClick={() => setIsOpen(true)}
      >
        {button}
      </Button>
      <Dialog title={question} isOpen={isOpen} close={close}>
        {children(close)}
      </Dialog>
    </>
  );
}
