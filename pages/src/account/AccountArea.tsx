import { lazy, Suspense } from 'react';
import { Redirect, Route, Switch } from 'wouter';
import { EntranceSkeleton } from './entrance/Entrance';
import { EmailLogin } from './entrance/email-login/EmailLogin';
import { ForgottenPassword } from './entrance/ForgottenPassword';
import { ResetPassword } from './entrance/ResetPassword';
import { SignIn } from './entrance/SignIn';
import { SignUp } from './entrance/SignUp';
import { SocialLogin } from './entrance/SocialLogin';
import { UndoEmailChange } from './entrance/UndoEmailChange';
import { VerifyEmail } from './entrance/VerifyEmail';
import { EMAIL_LOGIN, FORGOTTEN_PASSWORD, HOME, SIGN_IN, SIGN_UP, SOCIAL_LOGIN } from './paths';
import { RequireSession } from './RequireSession';
import { useSignOutNotices } from './sign-out-notices';

const SignedIn = lazy(() => import('./signed-in/SignedIn').then((module) => ({ default: module.SignedIn })));

export function AccountArea() {
  useSignOutNotices();
  return (
    <Switch>
      <Route path={SIGN_IN} component={SignIn} />
      <Route path={SIGN_UP} component={SignUp} />
      <Route path={FORGOTTEN_PASSWORD} component={ForgottenPassword} />
      <Route path={SOCIAL_LOGIN} component={SocialLogin} />
      <Route path={EMAIL_LOGIN} component={EmailLogin} />
      <Route path="/reset-password" component={ResetPassword} />
      <Route path="/verify-email" component={VerifyEmail} />
      <Route path="/undo-email-change" component={UndoEmailChange} />
      <Route path="/">
        <Redirect to={HOME} replace />
      </Route>
      <Route>
        <RequireSession>
          <Suspense fallback={<EntranceSkeleton />}>
            <SignedIn />
          </Suspense>
        </RequireSession>
      </Route>
    </Switch>
  );
}
