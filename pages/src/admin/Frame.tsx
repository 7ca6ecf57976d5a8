import { Anchor, Badge, Button, Text } from '@mantine/core';
import { LogOut } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Link, useRoute } from 'wouter';
import { Brand } from '../shared/Brand';
import { ofError } from '../shared/forms/outcome';
import { gatehouse } from '../shared/gatehouse';
import { useNotify } from '../shared/Notices';
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

function PageItem({ page: { path, name, icon: Icon } }: { page: ConsolePage }) {
  const [isHere] = useRoute(`${path}/*?`);
  return (
    <Link href={path} className="frame-link" aria-current={isHere ? 'page' : undefined}>
      <Icon size={18} aria-hidden="true" />
      {name}
    </Link>
  );
}

function SignOut() {
  const notify = useNotify();
  const [isBusy, setIsBusy] = useState(false);
  async function signOut() {
    setIsBusy(true);
    await gatehouse.logout().catch((error) => notify(ofError(error).problem ?? ''));
    setIsBusy(false);
  }
  return (
    <Button
      variant="default"
      size="sm"
      loading={isBusy}
      leftSection={<LogOut size={16} aria-hidden="true" />}
      onClick={signOut}
    >
      Sign out
    </Button>
  );
}
