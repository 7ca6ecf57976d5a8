import { useCallback, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useSearchParams } from 'wouter';
import { Form, type Values } from '../../shared/forms/Form';
import { CurrentPasswordField, EmailField } from '../../shared/forms/fields';
import { atFields, type Outcome, unknownProblem, waitToRetry } from '../../shared/forms/outcome';
import { messageOf } from '../../shared/forms/problems';
import { gatehouse } from '../../shared/gatehouse';
import type { Wording } from '../../shared/language/messages';
import { pageSettings } from '../../shared/page-settings';
import { RETURN_TO } from '../../shared/return-to';
import { useSessionId } from '../../shared/session';
import { useAdvice } from '../advice';
import { FORGOTTEN_PASSWORD, SIGN_IN, SIGN_UP, withReturnTo } from '../paths';
import { Entrance, PageLink, TextLink } from './Entrance';
import { EmailSignIn } from './email-login/EmailSignIn';
import { Onwards } from './Onwards';
import { PasskeySignIn } from './PasskeySignIn';
import { SecondFactor } from './SecondFactor';
import { SocialSignIn } from './SocialSignIn';
import { Unverified } from './Unverified';

/** What a login needs before it is complete. */
export type NextStep =
  | { readonly challengeToken: string; readonly hasPasskey: boolean }
  | { readonly unverifiedEmail: string };

export function SignIn() {
  const sessionId = useSessionId();
  const [next, setNext] = useState<NextStep>();
  const restart = () => setNext(undefined);
  if (sessionId) return <Onwards />;
  if (next && 'challengeToken' in next) return <SecondFactor {...next} restart={restart} />;
  if (next) return <Unverified email={next.unverifiedEmail} restart={restart} />;
  return <Credentials goOn={setNext} />;
}

interface Props {
  readonly goOn: (next: NextStep) => void;
  /** The account at a provider that the login links. */
  readonly linkToken?: string;
}

const WRONG_USERNAME: Wording = ({ t }) => t('entrance.signIn.wrongUsername');

export function Credentials({ goOn, linkToken }: Props) {
  const t = useTranslations('entrance.signIn');
  const tSocial = useTranslations('entrance.social');
  const [parameters] = useSearchParams();
  const advise = useAdvice();

  async function signIn({ email = '', password = '' }: Values): Promise<Outcome> {
    const result = await gatehouse.login({ ...nameIn(email), password, ...(linkToken && { linkToken }) });
    switch (result.__typename) {
      case 'AuthPayload':
        advise(result);
        return {};
      case 'SecondFactorRequiredError':
        goOn({ challengeToken: result.challengeToken, hasPasskey: result.methods.includes('PASSKEY') });
        return {};
      case 'EmailNotVerifiedError':
        if (isUsername(email)) return { problem: messageOf(result) };
        goOn({ unverifiedEmail: email });
        return {};
      case 'InvalidInputError':
        return atFields(result);
      case 'InvalidCredentialsError':
        return { problem: isUsername(email) ? WRONG_USERNAME : messageOf(result) };
      case 'AccountDeactivatedError':
      case 'InvalidChallengeError':
        return { problem: messageOf(result) };
      case 'TooManyAttemptsError':
      case 'ServerBusyError':
        return waitToRetry(result);
      default:
        return unknownProblem(result);
    }
  }

  const goOnWithCode = useCallback((challengeToken: string) => goOn({ challengeToken, hasPasskey: false }), [goOn]);
  const returnTo = parameters.get(RETURN_TO);
  const signUp = withReturnTo(SIGN_UP, returnTo);
  const otherWays = withReturnTo(SIGN_IN, returnTo);
  const elsewhere = linkToken
    ? tSocial.rich('noPassword', { link: (text) => <TextLink to={otherWays}>{text}</TextLink> })
    : t.rich('elsewhere', { link: (text) => <TextLink to={signUp}>{text}</TextLink> });
  return (
    <Entrance
      title={linkToken ? tSocial('linkTitle') : t('title')}
      lead={linkToken ? tSocial('linkLead') : t('lead', { brand: pageSettings.brand.name })}
      elsewhere={<span>{elsewhere}</span>}
    >
      <Form submit={signIn} button={t('button')} fullWidth>
        <EmailField
          description={t('emailHint')}
          type="text"
          autoComplete="username webauthn"
          autoCapitalize="none"
          spellCheck={false}
        />
        <CurrentPasswordField />
        <PageLink to={FORGOTTEN_PASSWORD} size="sm" className="below-password">
          {t('forgotten')}
        </PageLink>
      </Form>
      {!linkToken && <PasskeySignIn onSecondFactor={goOnWithCode} />}
      {!linkToken && <EmailSignIn />}
      {!linkToken && <SocialSignIn />}
    </Entrance>
  );
}

/** No username contains what every address does. */
function isUsername(name: string): boolean {
  return name.trim() !== '' && !name.includes('@');
}

function nameIn(name: string): { email: string } | { username: string } {
  return isUsername(name) ? { username: name } : { email: name };
}
