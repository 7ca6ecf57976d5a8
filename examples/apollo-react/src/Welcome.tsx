import { type ComponentType, useState } from 'react';
import { ForgottenPassword } from './ForgottenPassword';
import { Heading } from './Heading';
import { SignIn } from './SignIn';
import { SignUp } from './SignUp';

export interface WelcomeProps {
  /** Shows something once the user is signed in. */
  readonly notify: (text: string) => void;
}

const VIEWS = {
  'Sign in': SignIn,
  'Sign up': SignUp,
  'Forgotten password': ForgottenPassword,
} satisfies Record<string, ComponentType<WelcomeProps>>;

type Title = keyof typeof VIEWS;

/** The view for visitors who are not signed in. */
export function Welcome({ notify }: WelcomeProps) {
  const [title, setTitle] = useState<Title>('Sign in');
  const View: ComponentType<WelcomeProps> = VIEWS[title];
  const others = (Object.keys(VIEWS) as Title[]).filter((other) => other !== title);
  return (
    <>
      <Heading key={title}>{title}</Heading>
      <View notify={notify} />
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
