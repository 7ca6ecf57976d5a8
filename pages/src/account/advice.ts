import { useNotify } from '../shared/Notices';

const ADVICE = 'Your password is on a list of passwords that were stolen elsewhere. Change it under Security.';

/** A function that takes the outcome of a login, and says if the password should be changed. */
export function useAdvice(): (signedIn: { readonly passwordChangeAdvised: boolean }) => void {
  const notify = useNotify();
  return ({ passwordChangeAdvised }) => passwordChangeAdvised && notify(ADVICE);
}
