import { useQuery } from '@apollo/client/react';
import { Checkbox } from '@mantine/core';
import { useLocation } from 'wouter';
import { Form, type Values } from '../../shared/forms/Form';
import { EmailField, SelectField, TextField } from '../../shared/forms/fields';
import type { Outcome } from '../../shared/forms/outcome';
import { useNotify } from '../../shared/Notices';
import { outcomeOf, useAct } from '../acts/act';
import { autofocus } from '../autofocus';
import { graphql } from '../gql';
import { Feature, Role } from '../gql/graphql';
import { pathOfUser } from '../paths';

const CREATE_USER = graphql(`
  mutation CreateUser($input: CreateUserInput!) {
    createUser(input: $input) {
      __typename
      ... on UserPayload {
        user {
          id
          email
        }
      }
      ...Failure
    }
  }
`);

const FEATURES = graphql(`
  query Features {
    serverInfo {
      features
    }
  }
`);

const ROLES = [
  { value: Role.User, label: 'User' },
  { value: Role.Admin, label: 'Administrator' },
];

/** Makes an account for someone else, who sets a password by a link in an email. */
export function NewUser() {
  const { data } = useQuery(FEATURES);
  const sendsEmail = data?.serverInfo.features.includes(Feature.Email) ?? false;
  const act = useAct();
  const notify = useNotify();
  const [, navigate] = useLocation();

  async function create({ email = '', username, role, invitation }: Values): Promise<Outcome> {
    const input = { email, username: username || null, role: role as Role, sendInvitation: invitation === 'on' };
    const { createUser: result } = await act(CREATE_USER, input);
    if (result.__typename !== 'UserPayload') return outcomeOf(result);
    notify(input.sendInvitation ? `${result.user.email} is invited.` : `${result.user.email} has an account.`);
    navigate(pathOfUser(result.user.id));
    return {};
  }

  return (
    <div ref={autofocus}>
      <Form submit={create} button="Create user" fullWidth>
        <EmailField autoComplete="off" data-autofocus />
        <TextField name="username" label="Username" description="If they are to have one." autoComplete="off" />
        <SelectField name="role" label="Role" data={ROLES} />
        {sendsEmail && (
          <Checkbox
            name="invitation"
            defaultChecked
            label="Send an invitation"
            description="An email with a link to set a password. Without it, they ask for one by “Forgot your password?”"
          />
        )}
      </Form>
    </div>
  );
}
