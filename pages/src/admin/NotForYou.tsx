import { Anchor } from '@mantine/core';
import { Link } from 'wouter';
import { CardPage } from '../shared/CardPage';
import { ACCOUNT } from './paths';

/** For people who are signed in and are not administrators. */
export function NotForYou() {
  return (
    <CardPage
      title="Not for your account"
      lead="These pages are for administrators. If you should be one, ask an administrator."
    >
      <Anchor component={Link} href={ACCOUNT}>
        Go to your account
      </Anchor>
    </CardPage>
  );
}
