import { gatehouse } from './client';
import { Form } from './form/Form';
import type { Outcome } from './form/outcome';

/** Ends this session, or all of the user's. The app shows by itself that nobody is signed in. */
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
