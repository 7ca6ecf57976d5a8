import { Anchor, Badge, Text } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import { Link, useRoute } from 'wouter';
import { Brand } from '../shared/Brand';
import { SignOut } from '../shared/SignOut';
import { type ConsolePage, PAGES } from './navigation';
import { ACCOUNT } from './paths';

interface Props {
  /** The address of the administrator. */
  readonly email?: string | undefined;
  /** The version of the server. */
  readonly version?: string | null | undefined;
  readonly children: ReactNode;
}

/** What surrounds the pages of the console: where else to go, who is signed in, and out. */
export function Frame({ email, version, children }: Props) {
  return (
    <div className="console">
      <header className="console-header">
        <div className="row">
          <Brand />
          <Badge variant="light" color="gray" tt="none">
            Console
          </Badge>
        </div>
        <div className="frame-user">
          {email && (
            <Anchor component={Link} href={ACCOUNT} size="sm" c="dimmed" truncate className="frame-email">
              {email}
            </Anchor>
          )}
          <SignOut />
        </div>
      </header>
      <nav aria-label="Console" className="console-nav">
        {PAGES.map((page) => (
          <PageItem key={page.path} page={page} />
        ))}
        {version && (
          <Text size="xs" c="dimmed" className="console-version">
            Gatehouse {version}
          </Text>
        )}
      </nav>
      <main className="console-main">{children}</main>
    </div>
  );
}

/** How much of the item before the current one is shown. */
const BEFORE_PIXELS = 48;

function PageItem({ page: { path, name, icon: Icon } }: { page: ConsolePage }) {
  const [isHere] = useRoute(`${path}/*?`);
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    // On phones, not all items fit in.
    if (isHere && link.current) link.current.parentElement?.scrollTo({ left: link.current.offsetLeft - BEFORE_PIXELS });
  }, [isHere]);
  return (
    <Link ref={link} href={path} className="frame-link" aria-current={isHere ? 'page' : undefined}>
      <Icon size={18} aria-hidden="true" />
      {name}
    </Link>
  );
}
