import { Anchor, Paper, Stack, Text } from '@mantine/core';
import { Link } from 'wouter';
import { Brand } from '../shared/Brand';
import { Heading } from '../shared/Heading';
import { ACCOUNT } from './paths';

/** For people who are signed in and are not administrators. */
export function NotForYou() {
  return (
    <div className="entrance">
      <header>
        <Brand />
      </header>
      <main>
        <Paper className="card">
          <Stack gap="lg">
            <Stack gap={6}>
              <Heading size="h2">Not for your account</Heading>
              <Text c="dimmed">These pages are for administrators. If you should be one, ask an administrator.</Text>
            </Stack>
            <Anchor component={Link} href={ACCOUNT}>
              Go to your account
            </Anchor>
          </Stack>
        </Paper>
      </main>
    </div>
  );
}
