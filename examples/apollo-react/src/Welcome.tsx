import { type ComponentType, useState } from 'react';
import { EmailSignIn } from './email-login/EmailSignIn';
import { ForgottenPassword } from './ForgottenPassword';
import { Heading } from './Heading';
import { SignIn } from './SignIn';
import { SignUp } from './SignUp';
import { useWaysIn } from './ways-in';

export interface WelcomeProps {
  /** Shows something once the user is signed in. */
  readonly notify: (text: string) => void;
}

const VIEWS = {
  'Sign in': SignIn,
  'Sign in by email': EmailSignIn,
  'Sign up': SignUp,
  'Forgotten password': ForgottenPassword,
} satisfies Record<string, ComponentType<WelcomeProps>>;

type Title = keyof typeof VIEWS;

/** The view for visitors who are not signed in. */
export function Welcome({ notify }: WelcomeProps) {
  const [title, setTitle] = useState<Title>('Sign in');
  const View: ComponentType<WelcomeProps> = VIEWS[title];
  const { features } = useWaysIn().serverInfo;
  const isByEmail = features.includes('EMAIL_LOGIN_CODE') || features.includes('EMAIL_LOGIN_LINK');
  const offered = (Object.keys(VIEWS) as Title[]).filter((each) => isByEmail || each !== 'Sign in by email');
  return (
    <>
      <Heading key={title}>{title}</Heading>
      <View notify={notify} />
      <nav aria-label="Or">
        {offered
          .filter((other) => other !== title)
          .map((other) => (
            <button key={other} type="button" className="link" onClick={() => setTitle(other)}>
              {other}
            </button>
          ))}
      </nav>
    </>
  );
}
