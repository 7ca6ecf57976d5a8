import { startSocialLogin } from 'gatehouse-client/social';
import { gatehouse } from '../client';
import { Form } from '../form/Form';
import { atFields, type Outcome, unknownProblem, waitToRetry } from '../form/outcome';
import { useWaysIn } from '../ways-in';

async function goTo(provider: string): Promise<Outcome> {
  const result = await startSocialLogin(gatehouse, { provider });
  switch (result.__typename) {
    case 'SocialLoginStart':
      location.assign(result.url);
      return {};
    case 'ProviderUnavailableError':
      return { problem: result.message };
    case 'InvalidInputError':
      return atFields(result);
    case 'TooManyAttemptsError':
      return waitToRetry(result);
    default:
      return unknownProblem(result);
  }
}

/** A button for each provider, to sign in or up by an account there. */
export function SocialSignIn() {
  const { identityProviders } = useWaysIn();
  return identityProviders.map(({ id, name }) => (
    <Form key={id} submit={() => goTo(id)} button={`Continue with ${name}`} />
  ));
}
