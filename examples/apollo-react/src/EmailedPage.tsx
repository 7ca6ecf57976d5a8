import type { ReactNode } from 'react';
import { Heading } from './Heading';

/** The token in the link of an email. */
export function emailedToken(): string {
  return new URLSearchParams(location.search).get('token') ?? '';
}

/** A page that a link in an email opens. */
export function EmailedPage({ title, children }: { title: string; children: ReactNode }) {
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
