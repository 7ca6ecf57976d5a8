import { useApolloClient, useQuery } from '@apollo/client/react';
import { Text } from '@mantine/core';
import { Form, type Values } from '../../shared/forms/Form';
import { EmailField } from '../../shared/forms/fields';
import type { Outcome } from '../../shared/forms/outcome';
import { useNotify } from '../../shared/Notices';
import { outcomeOf, useAct } from '../acts/act';
import { graphql } from '../gql';

const SEND_TEST_EMAIL = graphql(`
  mutation SendTestEmail($input: SendTestEmailInput!) {
    sendTestEmail(input: $input) {
      __typename
      ...Failure
    }
  }
`);

const OWN_EMAIL = graphql(`
  query OwnEmail {
    me {
      id
      email
    }
  }
`);

/** Sends an email that says nothing but that it has arrived: by default, to the administrator. */
export function TestEmail({ close }: { close: () => void }) {
  const { data } = useQuery(OWN_EMAIL);
  const client = useApolloClient();
  const act = useAct();
  const notify = useNotify();

  async function send({ email = '' }: Values): Promise<Outcome> {
    const { sendTestEmail: result } = await act(SEND_TEST_EMAIL, { email });
    if (result.__typename !== 'SendTestEmailPayload') return outcomeOf(result);
    close();
    notify(`The email to ${email} is on its way. If it stays in the list, it could not be sent.`);
    await client.refetchQueries({ include: 'active' });
    return {};
  }

  return (
    <Form submit={send} button="Send email" fullWidth>
      <Text c="dimmed" size="sm">
        It says that the emails of this server arrive, in the language of its recipient.
      </Text>
      <EmailField label="To" autoComplete="off" defaultValue={data?.me?.email} data-autofocus />
    </Form>
  );
}
