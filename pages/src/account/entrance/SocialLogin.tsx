import { Alert } from '@mantine/core';
import { completeCallback } from 'gatehouse-client/social';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useLocation } from 'wouter';
import { ofError } from '../../shared/forms/outcome';
import { type Failure, messageOf } from '../../shared/forms/problems';
import { gatehouse } from '../../shared/gatehouse';
import { useLocalization } from '../../shared/language/Localized';
import { say, type Wording } from '../../shared/language/messages';
import { useNotify } from '../../shared/Notices';
import { useSessionId } from '../../shared/session';
import { SECURITY, SIGN_IN, SOCIAL_LOGIN, withReturnTo } from '../paths';
import { Entrance, EntranceSkeleton, PageLink } from './Entrance';
import { Onwards } from './Onwards';
import { SecondFactor } from './SecondFactor';
import { Credentials, type NextStep } from './SignIn';
import { Unverified } from './Unverified';

type Completed = Awaited<ReturnType<typeof completeCallback>>;

/** What is still to be done after the provider. */
type Rest = NextStep | { readonly linkToken: string } | { readonly problem: Wording } | { readonly isDone: true };

/** Where providers send the browser back to. */
export function SocialLogin() {
  const [rest, setRest] = useCompletedCallback();
  const sessionId = useSessionId();
  const [, navigate] = useLocation();
  if (!rest) return <EntranceSkeleton />;
  if ('problem' in rest) return <Failed problem={rest.problem} />;
  if (sessionId) return <Onwards />;
  const restart = () => navigate(SIGN_IN, { replace: true });
  if ('challengeToken' in rest) return <SecondFactor {...rest} restart={restart} />;
  if ('unverifiedEmail' in rest) return <Unverified email={rest.unverifiedEmail} restart={restart} />;
  if ('linkToken' in rest) return <Credentials goOn={setRest} linkToken={rest.linkToken} />;
  return <EntranceSkeleton />;
}

/** One for each visit: a callback works once, and React may run an effect twice. */
let completing: { readonly url: string; readonly completed: Promise<Completed> } | undefined;

function useCompletedCallback() {
  const [rest, setRest] = useState<Rest>();
  const [, navigate] = useLocation();
  const notify = useNotify();
  const t = useTranslations('security.identities');
  useEffect(() => {
    if (!completing && location.search.includes('state='))
      completing = { url: location.href, completed: completeCallback(gatehouse, location.href) };
    if (!completing)
      return setRest({ problem: messageOf({ code: 'SOCIAL_LOGIN_FAILED', reason: 'EXPIRED', message: '' }) });
    const { completed } = completing;
    // The address has a code in it, which is used up.
    history.replaceState(history.state, '', location.pathname);
    completed
      .then((result) => {
        completing = undefined;
        if (result.__typename === 'IdentityPayload') {
          notify(t('linked'));
          navigate(SECURITY, { replace: true });
          return;
        }
        const returnTo = 'returnTo' in result ? (result.returnTo ?? null) : null;
        if (returnTo) navigate(withReturnTo(SOCIAL_LOGIN, returnTo), { replace: true });
        setRest(restOf(result));
      })
      .catch((error) => setRest({ problem: ofError(error).problem ?? '' }));
  }, [navigate, notify, t]);
  return [rest, setRest] as const;
}

function restOf(result: Exclude<Completed, { __typename: 'IdentityPayload' }>): Rest {
  switch (result.__typename) {
    case 'AuthPayload':
      return { isDone: true };
    case 'SecondFactorRequiredError':
      return { challengeToken: result.challengeToken, hasPasskey: result.methods.includes('PASSKEY') };
    case 'AccountLinkRequiredError':
      return { linkToken: result.linkToken };
    default:
      return { problem: messageOf(result satisfies Failure) };
  }
}

function Failed({ problem }: { problem: Wording }) {
  const t = useTranslations('entrance.social');
  const localization = useLocalization();
  return (
    <Entrance title={t('failedTitle')} elsewhere={<PageLink to={SIGN_IN}>{t('again')}</PageLink>}>
      <Alert color="red" role="alert">
        {say(problem, localization)}
      </Alert>
    </Entrance>
  );
}
