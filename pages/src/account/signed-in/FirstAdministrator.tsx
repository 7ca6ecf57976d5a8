import { useMutation } from '@apollo/client/react';
import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Link, useSearchParams } from 'wouter';
import { Form } from '../../shared/forms/Form';
import { type Outcome, unknownProblem } from '../../shared/forms/outcome';
import { Heading } from '../../shared/Heading';
import type { Wording } from '../../shared/language/messages';
import { pageSettings } from '../../shared/page-settings';
import { Section } from '../../shared/Section';
import { TextLink } from '../entrance/Entrance';
import { graphql } from '../gql';
import type { AccountUserFragment } from '../gql/graphql';
import { CONSOLE, HOME } from '../paths';

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
        code
        message
      }
      ... on InvalidMailTokenError {
        reason
      }
    }
  }
`);

const WRONG_TOKEN: Wording = ({ t }) => t('account.firstAdministrator.wrongToken');
const TOO_LATE: Wording = ({ t }) => t('account.firstAdministrator.tooLate');

/** The page that the banner of a new server links to. */
export function FirstAdministrator({ user }: { user: AccountUserFragment }) {
  const t = useTranslations('account.firstAdministrator');
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
        return { problem: result.reason === 'USED' ? TOO_LATE : WRONG_TOKEN };
      default:
        return unknownProblem(result);
    }
  }

  if (isDone)
    return (
      <>
        <Heading key="done">{t('doneTitle')}</Heading>
        <Text>{t.rich('done', { link: (text) => <TextLink to={HOME}>{text}</TextLink> })}</Text>
        {pageSettings.hasConsole && (
          <div>
            <Button component={Link} href={CONSOLE} size="md">
              {t('toConsole')}
            </Button>
          </div>
        )}
      </>
    );
  return (
    <>
      <Heading>{t('heading')}</Heading>
      <Section title={t('title', { email: user.email })} lead={t('lead')}>
        <Form submit={claim} button={t('button')} />
      </Section>
    </>
  );
}
