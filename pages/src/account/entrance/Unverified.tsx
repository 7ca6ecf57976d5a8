import { Button, Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
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
  const t = useTranslations('entrance');
  const lead = t.rich('unverified.lead', { email, strong: (text) => <strong className="breakable">{text}</strong> });
  const elsewhere = (
    <Button variant="subtle" onClick={restart}>
      {t('back')}
    </Button>
  );
  return (
    <Entrance title={t('unverified.title')} lead={lead} elsewhere={elsewhere}>
      <Text size="sm">{t('unverified.nothingArrived')}</Text>
      <Form submit={() => sendVerification(email)} button={t('unverified.sendAgain')} variant="default" fullWidth />
    </Entrance>
  );
}
