import { useMutation } from '@apollo/client/react';
import { Avatar, Badge, Stack, Text } from '@mantine/core';
import { Form, type Values } from '../../shared/forms/Form';
import { TextField } from '../../shared/forms/fields';
import { atFields, type Outcome, unknownProblem, waitToRetry } from '../../shared/forms/outcome';
import { Heading } from '../../shared/Heading';
import { formatDate } from '../../shared/relative-time';
import { Section } from '../../shared/Section';
import { PageLink } from '../entrance/Entrance';
import { graphql } from '../gql';
import type { AccountUserFragment } from '../gql/graphql';
import { sendVerification } from '../verification';

const UPDATE_PROFILE = graphql(`
  mutation UpdateProfile($input: UpdateProfileInput!) {
    updateProfile(input: $input) {
      __typename
      ... on AccountPayload {
        user {
          id
          username
        }
      }
      ... on ErrorResult {
        message
      }
      ... on InvalidInputError {
        fieldErrors {
          field
          message
        }
      }
      ... on TooManyAttemptsError {
        retryAfterSeconds
      }
    }
  }
`);

interface Props {
  readonly user: AccountUserFragment;
}

export function Profile({ user }: Props) {
  return (
    <>
      <Heading>Profile</Heading>
      <div className="who">
        <Avatar size={64} radius="xl" color="blue" name={user.username ?? user.email} alt="" />
        <Stack gap={2}>
          <Text fw={650} size="lg" className="breakable">
            {user.username ?? user.email}
          </Text>
          <Text c="dimmed" size="sm">
            Here since {formatDate(user.createdAt)}
            {user.role === 'ADMIN' && ' · Administrator'}
          </Text>
        </Stack>
      </div>
      <EmailAddress user={user} />
      <Section
        title="Username"
        lead="A name that others see. It has 3 to 30 letters, digits, dots, hyphens or underscores."
      >
        <Username user={user} />
      </Section>
    </>
  );
}

function EmailAddress({ user }: Props) {
  const isVerified = !!user.emailVerifiedAt;
  return (
    <Section title="Email address" lead="You sign in with it, and get emails about your account.">
      <div className="row">
        <Text className="breakable">{user.email}</Text>
        <Badge variant="light" color={isVerified ? 'green' : 'yellow'} tt="none">
          {isVerified ? 'Verified' : 'Not verified'}
        </Badge>
        <PageLink to="/danger-zone" size="sm" className="row-end">
          Change address
        </PageLink>
      </div>
      {!isVerified && (
        <>
          <Text size="sm" c="dimmed">
            Open the link in the email that we have sent you. Without it, you cannot get back into your account if you
            forget your password.
          </Text>
          <Form submit={() => sendVerification(user.email)} button="Send it again" variant="default" />
        </>
      )}
    </Section>
  );
}

function Username({ user }: Props) {
  const [updateProfile] = useMutation(UPDATE_PROFILE, { errorPolicy: 'none' });

  async function save({ username }: Values): Promise<Outcome> {
    const { data } = await updateProfile({ variables: { input: { username: username || null } } });
    const result = data.updateProfile;
    switch (result.__typename) {
      case 'AccountPayload':
        return { success: 'Your username is saved.' };
      case 'InvalidInputError':
        return atFields(result);
      case 'UsernameTakenError':
        return { fields: { username: result.message } };
      case 'TooManyAttemptsError':
        return waitToRetry(result);
      default:
        return unknownProblem(result);
    }
  }

  return (
    <Form submit={save} button="Save">
      <TextField
        name="username"
        label="Username"
        defaultValue={user.username ?? ''}
        autoComplete="nickname"
        key={user.username}
      />
    </Form>
  );
}
