import { gatehouse } from './client';
import { Form } from './form/Form';
import type { Outcome } from './form/outcome';

/** Ends this session, or all sessions of the user. The app then shows "Sign in". */
const signOut = (everywhere: boolean) => async (): Promise<Outcome> => {
  await gatehouse.logout({ everywhere });
  return {};
};

export function SignOut() {
  return (
    <nav aria-label="Sign out">
      <Form submit={signOut(false)} button="Sign out" />
      <Form submit={signOut(true)} button="Sign out everywhere" />
    </nav>
  );
}
