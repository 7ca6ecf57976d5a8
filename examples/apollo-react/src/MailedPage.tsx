import type { ReactNode } from 'react';
import { Heading } from './Heading';

/** The token in the link of a mail. */
export function mailedToken(): string {
  return new URLSearchParams(location.search).get('token') ?? '';
}

/** A page that a link in a mail leads to. */
export function MailedPage({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main>
      <Heading>{title}</Heading>
      {children}
      <p>
        <a href="/">My account</a>
      </p>
    </main>
  );
}
