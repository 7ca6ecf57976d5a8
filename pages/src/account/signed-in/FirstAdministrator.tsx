import { useMutation } from '@apollo/client/react';
import { Text } from '@mantine/core';
import { useState } from 'react';
import { useSearchParams } from 'wouter';
import { Form } from '../../shared/forms/Form';
import { type Outcome, unknownProblem } from '../../shared/forms/outcome';
import { Heading } from '../../shared/Heading';
import { Section } from '../../shared/Section';
import { PageLink } from '../entrance/Entrance';
import { graphql } from '../gql';
import type { AccountUserFragment } from '../gql/graphql';
import { HOME } from '../paths';

const CLAIM = graphql(`
  mutation ClaimAdministration($input: ClaimAdministrationInput!) {
    claimAdministration(input: $input) {
      __typename
      ... on AccountPayload {
        user {
          id
          role
        }
      }
      ... on ErrorResult {
        message
      }
    }
  }
`);

/** The page that the banner of a new server links to. */
export function FirstAdministrator({ user }: { user: AccountUserFragment }) {
  const [claimAdministration] = useMutation(CLAIM, { errorPolicy: 'none' });
  const [parameters] = useSearchParams();
  const [isDone, setIsDone] = useState(false);

  async function claim(): Promise<Outcome> {
    const input = { token: parameters.get('token') ?? '' };
    const { data } = await claimAdministration({ variables: { input } });
    const result = data.claimAdministration;
    switch (result.__typename) {
      case 'AccountPayload':
        setIsDone(true);
        return {};
      case 'InvalidMailTokenError':
        return { problem: result.message };
      default:
        return unknownProblem(result);
    }
  }

  if (isDone)
    return (
      <>
        <Heading key="done">You are the first administrator</Heading>
        <Text>
          Your account may manage every other one. <PageLink to={HOME}>Go to your account</PageLink>
        </Text>
      </>
    );
  return (
    <>
      <Heading>First administrator</Heading>
      <Section
        title={`Make ${user.email} the first administrator`}
        lead="An administrator manages every account. Later ones are made by the first."
      >
        <Form submit={claim} button="Become the administrator" />
      </Section>
    </>
  );
}
