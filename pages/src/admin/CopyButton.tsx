import { Button, type ButtonProps } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { Check, Copy } from 'lucide-react';

interface Props extends Pick<ButtonProps, 'size' | 'variant'> {
  readonly text: string;
  readonly children: string;
}

export function CopyButton({ text, children, ...look }: Props) {
  const { copy, copied } = useClipboard({ timeout: 3000 });
  const Icon = copied ? Check : Copy;
  return (
    <>
      <Button {...look} leftSection={<Icon size={14} aria-hidden="true" />} onClick={() => copy(text)}>
        {copied ? 'Copied' : children}
      </Button>
      {/* Beside the button, because what is in one is not announced. */}
      <span role="status" className="hidden-text">
        {copied && 'Copied'}
      </span>
    </>
  );
}
