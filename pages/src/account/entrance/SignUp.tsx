import { Anchor, Text } from '@mantine/core';
import { type ReactNode, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useSearchParams } from 'wouter';
import { Form, type Values } from '../../shared/forms/Form';
import { EmailField, NewPasswordField, TextField } from '../../shared/forms/fields';
import { atFields, type Outcome, unknownProblem, waitToRetry } from '../../shared/forms/outcome';
import { messageOf } from '../../shared/forms/problems';
import { gatehouse } from '../../shared/gatehouse';
import { pageSettings } from '../../shared/page-settings';
import { RETURN_TO } from '../../shared/return-to';
import { useSessionId } from '../../shared/session';
import { FIRST_ADMINISTRATOR, SIGN_IN, withReturnTo } from '../paths';
import { Entrance, TextLink } from './Entrance';
import { Onwards } from './Onwards';
import { PasskeySignUp } from './PasskeySignUp';
import { SocialSignIn } from './SocialSignIn';
import { Unverified } from './Unverified';

export function SignUp() {
  const sessionId = useSessionId();
  const [unverifiedEmail, setUnverifiedEmail] = useState<string>();
  if (sessionId) return <Onwards />;
  if (unverifiedEmail) return <Unverified email={unverifiedEmail} restart={() => setUnverifiedEmail(undefined)} />;
  return <NewAccount onUnverified={setUnverifiedEmail} />;
}

function NewAccount({ onUnverified }: { onUnverified: (email: string) => void }) {
  const t = useTranslations('entrance.signUp');
  const [parameters] = useSearchParams();
  const mayExist = useRef(false);

  async function signUp({ email = '', username, password = '' }: Values): Promise<Outcome> {
    const registering = gatehouse.register({ email, password, username: username || null });
    const result = await registering.catch((error) => {
      mayExist.current = true;
      throw error;
    });
    if (isTaken(result) && mayExist.current && (await signIn(email, password))) return {};
    switch (result.__typename) {
      case 'AuthPayload':
        return {};
      case 'VerificationRequired':
        onUnverified(email);
        return {};
      case 'InvalidInputError':
        return atFields(result);
      case 'EmailTakenError':
        return { fields: { email: messageOf(result) } };
      case 'UsernameTakenError':
        return { fields: { username: messageOf(result) } };
      case 'TooManyAttemptsError':
      case 'ServerBusyError':
        return waitToRetry(result);
      default:
        return unknownProblem(result);
    }
  }

  /** Where a response was lost, the account may be that of an earlier attempt. Its owner is who knows the password. */
  async function signIn(email: string, password: string): Promise<boolean> {
    const result = await gatehouse.login({ email, password });
    if (result.__typename === 'EmailNotVerifiedError') onUnverified(email);
    return ['AuthPayload', 'EmailNotVerifiedError'].includes(result.__typename);
  }

  const returnTo = parameters.get(RETURN_TO);
  const signInPage = withReturnTo(SIGN_IN, returnTo);
  const isFirst = returnTo?.startsWith(`/account${FIRST_ADMINISTRATOR}`);
  return (
    <Entrance
      title={t('title')}
      lead={isFirst ? t('firstLead') : t('lead', { brand: pageSettings.brand.name })}
      elsewhere={<span>{t.rich('elsewhere', { link: (text) => <TextLink to={signInPage}>{text}</TextLink> })}</span>}
    >
      <Form submit={signUp} button={t('button')} fullWidth>
        <EmailField autoComplete="email" />
        <TextField name="username" label={t('username')} description={t('usernameHint')} autoComplete="nickname" />
        <NewPasswordField name="password" label={t('password')} />
        <Terms />
      </Form>
      <PasskeySignUp onUnverified={onUnverified} />
      <SocialSignIn />
    </Entrance>
  );
}

function isTaken({ __typename }: { readonly __typename: string }): boolean {
  return __typename === 'EmailTakenError' || __typename === 'UsernameTakenError';
}

function Terms() {
  const t = useTranslations('entrance.signUp');
  const { termsUrl, privacyUrl } = pageSettings.brand;
  if (!termsUrl || !privacyUrl) return null;
  return (
    <Text size="sm" c="dimmed">
      {t.rich('agreement', {
        terms: (text) => <UnderlinedLink href={termsUrl}>{text}</UnderlinedLink>,
        privacy: (text) => <UnderlinedLink href={privacyUrl}>{text}</UnderlinedLink>,
      })}
    </Text>
  );
}

function UnderlinedLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Anchor href={href} inherit underline="always">
      {children}
    </Anchor>
  );
}
