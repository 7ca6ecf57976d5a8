import { CombinedGraphQLErrors } from '@apollo/client/errors';
import { Alert, Anchor } from '@mantine/core';
import { Link } from 'wouter';
import { Retry, type RetryProps } from '../shared/Retry';
import { SECURITY } from './paths';

/** Shown in place of data that could not be loaded, with what to do about it. */
export function Problem({ error, retry }: RetryProps) {
  return codeOf(error) === 'SECOND_FACTOR_REQUIRED' ? <FactorMissing /> : <Retry error={error} retry={retry} />;
}

function codeOf(error: unknown): unknown {
  return CombinedGraphQLErrors.is(error) ? error.errors[0]?.extensions?.code : undefined;
}

function FactorMissing() {
  return (
    <Alert color="yellow" variant="light" radius="md" title="Turn on two-step sign-in">
      It is required of administrators here.{' '}
      <Anchor component={Link} href={SECURITY} size="sm">
        Add an authenticator app
      </Anchor>
      , or sign in with a passkey, and then come back.
    </Alert>
  );
}
