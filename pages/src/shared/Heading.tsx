import { Title, type TitleProps } from '@mantine/core';
import { useEffect } from 'react';
import { pageSettings } from './page-settings';

interface Props extends TitleProps {
  readonly children: string;
}

/**
 * The heading of a page, and the title of its tab. It takes the focus when the page appears, so that keyboards and screen
 * readers start there.
 */
export function Heading({ children, ...look }: Props) {
  useEffect(() => {
    document.title = `${children} – ${pageSettings.brand.name}`;
  }, [children]);
  return (
    <Title order={1} tabIndex={-1} ref={focus} {...look}>
      {children}
    </Title>
  );
}

function focus(element: HTMLElement | null) {
  element?.focus({ preventScroll: true });
}
