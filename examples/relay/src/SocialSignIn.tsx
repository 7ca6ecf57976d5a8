import { startSocialLogin } from 'gatehouse-client/social';
import { useState } from 'react';
import { gatehouse } from './client';
import type { WaysIn } from './ways-in';

/** A button for each provider, to sign in or up by an account there. */
export function SocialSignIn({ providers }: { providers: WaysIn['identityProviders'] }) {
  const [problem, setProblem] = useState('');

  async function goTo(provider: string) {
    const result = await startSocialLogin(gatehouse, { provider });
    if (result.__typename === 'SocialLoginStart') location.assign(result.url);
    else setProblem(result.message);
  }

  if (providers.length === 0) return null;
  return (
    <section aria-label="Providers">
      <p role="alert">{problem}</p>
      {providers.map(({ id, name }) => (
        <button key={id} type="button" onClick={() => goTo(id).catch(({ message }) => setProblem(message))}>
          {`Continue with ${name}`}
        </button>
      ))}
    </section>
  );
}
