import { Checkbox, Stack } from '@mantine/core';
import { use } from 'react';
import { useLocation } from 'wouter';
import { FieldProblems, Form, type Values } from '../../shared/forms/Form';
import { TextField } from '../../shared/forms/fields';
import type { Outcome } from '../../shared/forms/outcome';
import { useNotify } from '../../shared/Notices';
import { outcomeOf, useAct } from '../acts/act';
import { graphql } from '../gql';
import { Permission } from '../gql/graphql';
import { pathOfServiceAccount } from '../paths';
import { PERMISSIONS } from './permissions';

const CREATE_SERVICE_ACCOUNT = graphql(`
  mutation CreateServiceAccount($input: CreateServiceAccountInput!) {
    createServiceAccount(input: $input) {
      __typename
      ... on ServiceAccountPayload {
        serviceAccount {
          id
          name
        }
      }
      ...Failure
    }
  }
`);

/** Creates an account, and leads to its page, where it gets a key. */
export function NewServiceAccount() {
  const act = useAct();
  const notify = useNotify();
  const [, navigate] = useLocation();

  async function create({ name = '', ...checked }: Values): Promise<Outcome> {
    const permissions = Object.values(Permission).filter((permission) => permission in checked);
    const { createServiceAccount: result } = await act(CREATE_SERVICE_ACCOUNT, { name, permissions });
    if (result.__typename !== 'ServiceAccountPayload') return outcomeOf(result);
    notify(`${result.serviceAccount.name} has an account. Create a key for it.`);
    navigate(pathOfServiceAccount(result.serviceAccount.id));
    return {};
  }

  return (
    <Form submit={create} button="Create service account" fullWidth>
      <TextField
        name="name"
        label="Name"
        description="Of the program that it is for."
        autoComplete="off"
        data-autofocus
      />
      <PermissionFields />
    </Form>
  );
}

/** Each is a field of its own, named as the permission. */
function PermissionFields() {
  const { permissions: problem } = use(FieldProblems);
  return (
    <Checkbox.Group label="Permissions" description="As few as it needs. They cannot be changed later." error={problem}>
      <Stack gap="sm" my="sm">
        {Object.entries(PERMISSIONS).map(([permission, meaning]) => (
          <Checkbox
            key={permission}
            name={permission}
            value={permission}
            label={permission}
            description={meaning}
            error={!!problem}
            aria-invalid={problem ? true : undefined}
          />
        ))}
      </Stack>
    </Checkbox.Group>
  );
}
