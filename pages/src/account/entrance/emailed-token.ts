import { useSearchParams } from 'wouter';

/** The token in the link of an email. */
export function useEmailedToken(): string {
  const [parameters] = useSearchParams();
  return parameters.get('token') ?? '';
}
