import { Button, Text } from '@mantine/core';
import { Form } from '../../shared/forms/Form';
import { sendVerification } from '../verification';
import { Entrance } from './Entrance';

interface Props {
  readonly email: string;
  /** Goes back to the form before. */
  readonly restart: () => void;
}

/** Where an account can be used only once its address is verified. */
export function Unverified({ email, restart }: Props) {
  const lead = (
    <>
      Open the link in the email to <strong>{email}</strong> to verify your address. Then sign in.
    </>
  );
  const elsewhere = (
    <Button variant="subtle" onClick={restart}>
      Back
    </Button>
  );
  return (
    <Entrance title="Check your inbox" lead={lead} elsewhere={elsewhere}>
      <Text size="sm">Nothing has arrived? Look into the folder for spam, or have it sent again.</Text>
      <Form submit={() => sendVerification(email)} button="Send again" variant="default" fullWidth />
    </Entrance>
  );
}
