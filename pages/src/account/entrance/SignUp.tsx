import { Anchor, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
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

  async function signUp({ email = '', username, password = '' }: Values): Promise<Outcome> {
    const result = await gatehouse.register({ email, password, username: username || null });
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

  const returnTo = parameters.get(RETURN_TO);
  const signIn = withReturnTo(SIGN_IN, returnTo);
  const isFirst = returnTo?.startsWith(`/account${FIRST_ADMINISTRATOR}`);
  return (
    <Entrance
      title={t('title')}
      lead={isFirst ? t('firstLead') : t('lead', { brand: pageSettings.brand.name })}
      elsewhere={<span>{t.rich('elsewhere', { link: (text) => <TextLink to={signIn}>{text}</TextLink> })}</span>}
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
