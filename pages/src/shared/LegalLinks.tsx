import { Anchor } from '@mantine/core';
import { pageSettings } from './page-settings';

const { privacyUrl, termsUrl } = pageSettings.brand;

const LINKS = [
  { href: privacyUrl, text: 'Privacy' },
  { href: termsUrl, text: 'Terms' },
];

/** What the operator has to publish; nothing where that is not set. */
export function LegalLinks() {
  const links = LINKS.filter(({ href }) => href);
  return (
    links.length > 0 && (
      <footer className="legal">
        {links.map(({ href, text }) => (
          <Anchor key={text} href={href} size="sm" c="dimmed">
            {text}
          </Anchor>
        ))}
      </footer>
    )
  );
}
