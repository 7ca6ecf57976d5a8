import { useState } from 'react';
import { ForgottenPassword } from './ForgottenPassword';
import { Heading } from './Heading';
import { SignIn } from './SignIn';
import { SignUp } from './SignUp';

const VIEWS = {
  'Sign in': SignIn,
  'Sign up': SignUp,
  'Forgotten password': ForgottenPassword,
};

type Title = keyof typeof VIEWS;

/** The view for visitors who are not signed in. */
export function Welcome() {
  const [title, setTitle] = useState<Title>('Sign in');
  const View = VIEWS[title];
  const others = (Object.keys(VIEWS) as Title[]).filter((other) => other !== title);
  return (
    <>
      <Heading key={title}>{title}</Heading>
      <View />
      <nav aria-label="Or">
        {others.map((other) => (
          <button key={other} type="button" className="link" onClick={() => setTitle(other)}>
            {other}
          </button>
        ))}
      </nav>
    </>
  );
}
