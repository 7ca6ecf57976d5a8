import { useLocation } from 'wouter';
import { Form, type Values } from '../../shared/forms/Form';
import { TextField } from '../../shared/forms/fields';
import type { Outcome } from '../../shared/forms/outcome';
import { useNotify } from '../../shared/Notices';
import { outcomeOf, useAct } from '../acts/act';
import { Choices, chosenOf } from '../Choices';
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

const CHOICES = Object.fromEntries(
  Object.entries(PERMISSIONS).map(([permission, description]) => [permission, { label: permission, description }]),
);

/** Creates an account, and leads to its page, where it gets a key. */
export function NewServiceAccount() {
  const act = useAct();
  const notify = useNotify();
  const [, navigate] = useLocation();

  async function create(values: Values): Promise<Outcome> {
    const { name = '' } = values;
    const permissions = chosenOf(Permission, values);
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
      <Choices
        name="permissions"
        label="Permissions"
        description="As few as it needs. They cannot be changed later."
        choices={CHOICES}
      />
    </Form>
  );
}
