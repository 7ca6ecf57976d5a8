import { Button, Stack, Text } from '@mantine/core';
import { type RequiredConfirmation, repeatAfterConfirmation } from 'gatehouse-client/account';
import { confirmWithPasskey, isSupported } from 'gatehouse-client/passkeys';
import { createContext, type ReactNode, use, useCallback, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Dialog } from './Dialog';
import { Form, type Values } from './forms/Form';
import { CodeField, CurrentPasswordField, RecoveryCodeField } from './forms/fields';
import { Cancelled, type Outcome, unknownProblem, waitToRetry } from './forms/outcome';
import { messageOf } from './forms/problems';
import { gatehouse } from './gatehouse';
import type { Wording } from './language/messages';

/** What the server asks for. */
interface Demand {
  readonly needsSecondFactor: boolean;
  confirmed(): void;
  cancelled(): void;
}

/** Runs an operation; where the server wants to know once more who it is, asks the user, and runs it again. */
export type RunConfirmed = <Result>(operation: () => Promise<Result>) => Promise<Result>;

const Run = createContext<RunConfirmed>((operation) => operation());

/** @throws {Cancelled} when the user closes the dialog. */
export function useConfirmedIdentity(): RunConfirmed {
  return use(Run);
}

export function ConfirmIdentityProvider({ children }: { children: ReactNode }) {
  const t = useTranslations('shared.confirmIdentity');
  const [demand, setDemand] = useState<Demand>();
  const run = useCallback<RunConfirmed>((operation) => {
    const confirm = ({ acr }: RequiredConfirmation) => {
      const { promise, resolve, reject } = Promise.withResolvers<boolean>();
      const [confirmed, cancelled] = [() => resolve(true), () => reject(new Cancelled())];
      setDemand({ needsSecondFactor: acr === 'AAL2', confirmed, cancelled });
      return promise.finally(() => setDemand(undefined));
    };
    return repeatAfterConfirmation(operation, confirm);
  }, []);
  return (
    <Run value={run}>
      {children}
      <Dialog title={t('title')} isOpen={!!demand} close={() => demand?.cancelled()}>
        {demand && <Confirmation demand={demand} />}
      </Dialog>
    </Run>
  );
}

const MISSING: Record<'password' | 'code', Wording> = {
  password: ({ t }) => t('shared.confirmIdentity.passwordMissing'),
  code: ({ t }) => t('shared.confirmIdentity.codeMissing'),
};

type Proof = 'password' | 'totpCode' | 'recoveryCode';

function Confirmation({ demand }: { demand: Demand }) {
  const t = useTranslations('shared.confirmIdentity');
  const [proof, setProof] = useState<Proof>(demand.needsSecondFactor ? 'totpCode' : 'password');

  async function confirm(values: Values): Promise<Outcome> {
    const field = proof === 'password' ? 'password' : 'code';
    const result = await gatehouse.confirmIdentity({ [proof]: values[field] ?? '' });
    switch (result.__typename) {
      case 'IdentityConfirmation':
        demand.confirmed();
        return {};
      case 'WrongPasswordError':
      case 'WrongCodeError':
        return { fields: { [field]: messageOf(result) } };
      case 'InvalidPasskeyError':
        return { problem: messageOf(result) };
      case 'InvalidInputError':
        return { fields: { [field]: MISSING[field] } };
      case 'TooManyAttemptsError':
      case 'ServerBusyError':
        return waitToRetry(result);
      default:
        return unknownProblem(result);
    }
  }

  async function confirmByPasskey(): Promise<Outcome> {
    const result = await confirmWithPasskey(gatehouse);
    if (result.__typename === 'IdentityConfirmation') demand.confirmed();
    return result.__typename === 'IdentityConfirmation' || result.__typename === 'PasskeyCancelled'
      ? {}
      : { problem: messageOf(result) };
  }

  async function signInAgain(): Promise<Outcome> {
    await gatehouse.logout();
    return {};
  }

  const other = proof === 'totpCode' ? 'recoveryCode' : 'totpCode';
  return (
    <Stack>
      <Text c="dimmed">{t(proof)}</Text>
      <Form key={proof} submit={confirm} button={t('confirm')} fullWidth>
        {FIELDS[proof]}
      </Form>
      {isSupported() && <Form submit={confirmByPasskey} button={t('usePasskey')} variant="default" fullWidth />}
      {demand.needsSecondFactor ? (
        <Button variant="subtle" onClick={() => setProof(other)}>
          {t(other === 'recoveryCode' ? 'useRecoveryCode' : 'useApp')}
        </Button>
      ) : (
        // Not everyone has a password or a passkey: a new login, at a provider or by email, proves as much.
        <Form submit={signInAgain} button={t('signInAgain')} variant="subtle" fullWidth />
      )}
    </Stack>
  );
}

const FIELDS: Record<Proof, ReactNode> = {
  password: <CurrentPasswordField data-autofocus />,
  totpCode: <CodeField data-autofocus />,
  recoveryCode: <RecoveryCodeField data-autofocus />,
};
