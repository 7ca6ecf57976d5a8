import { useState } from 'react';
import { Heading } from './Heading';
import { SignIn } from './SignIn';
import { SignUp } from './SignUp';

/** What somebody sees who is not signed in. */
export function Welcome() {
  const [isNew, setIsNew] = useState(false);
  const title = isNew ? 'Sign up' : 'Sign in';
  return (
    <>
      <Heading key={title}>{title}</Heading>
      {isNew ? <SignUp /> : <SignIn />}
      <button type="button" className="link" onClick={() => setIsNew(!isNew)}>
        {isNew ? 'I have an account: sign in' : 'I have no account: sign up'}
      </button>
    </>
  );
}
