import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Redirect, useLocation, useSearchParams } from 'wouter';
import { useSessionId } from '../../../shared/session';
import { EMAIL_LOGIN, SIGN_IN } from '../../paths';
import { Entrance, EntranceSkeleton, PageLink } from '../Entrance';
import { Onwards } from '../Onwards';
import { SecondFactor } from '../SecondFactor';
import type { Challenge } from './complete-login';
import { EmailSent } from './EmailSent';
import { useEmailContents } from './email-contents';
import { FollowedLink } from './FollowedLink';
import { RequestEmail } from './RequestEmail';
import { requestedLogin } from './requested-login';

/**
 * Sign-in by an email. What was sent works only together with what this browser has kept since it requested the email, so
 * that programs which scan emails sign nobody in, whatever they press here.
 */
export function EmailLogin() {
  const [login, setLogin] = useState(requestedLogin);
  const [challenge, setChallenge] = useState<Challenge>();
  const [parameters] = useSearchParams();
  const [, navigate] = useLocation();
  const sessionId = useSessionId();
  const contents = useEmailContents();
  const token = parameters.get('token');
  if (sessionId) return <Onwards returnTo={login?.returnTo} />;
  if (challenge) return <SecondFactor {...challenge} restart={() => navigate(SIGN_IN, { replace: true })} />;
  const update = () => setLogin(requestedLogin());
  const steps = { onChange: update, onSecondFactor: setChallenge };
  if (token && login) return <FollowedLink token={token} login={login} {...steps} />;
  if (token) return <OtherBrowser />;
  if (contents === undefined) return <EntranceSkeleton />;
  if (contents === null) return <Redirect to={SIGN_IN} replace />;
  if (!login) return <RequestEmail contents={contents} onSent={update} />;
  return <EmailSent contents={contents} login={login} {...steps} />;
}

/** Where the link was opened in another browser than that which has asked for it; or by a program. */
function OtherBrowser() {
  const t = useTranslations('entrance.emailLogin');
  const another = <PageLink to={EMAIL_LOGIN}>{t('another')}</PageLink>;
  return <Entrance title={t('otherBrowserTitle')} lead={t('otherBrowser')} elsewhere={another} />;
}
