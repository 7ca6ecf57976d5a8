import { Avatar, Badge, Stack, Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { Form, type Values } from '../../shared/forms/Form';
import { SelectField, TextField } from '../../shared/forms/fields';
import type { Outcome } from '../../shared/forms/outcome';
import { Heading } from '../../shared/Heading';
import { LanguageOptions } from '../../shared/language/LanguageSwitch';
import { useLocalization } from '../../shared/language/Localized';
import { languageOf } from '../../shared/language/languages';
import type { Wording } from '../../shared/language/messages';
import { chooseLanguage } from '../../shared/language/preference';
import { formatDate } from '../../shared/relative-time';
import { Section } from '../../shared/Section';
import { PageLink } from '../entrance/Entrance';
import type { AccountUserFragment } from '../gql/graphql';
import { sendVerification } from '../verification';
import { useUpdateProfile } from './update-profile';

interface Props {
  readonly user: AccountUserFragment;
}

export function Profile({ user }: Props) {
  const t = useTranslations('account');
  return (
    <>
      <Heading>{t('pages.profile')}</Heading>
      <Who user={user} />
      <EmailAddress user={user} />
      <Section title={t('profile.username')} lead={t('profile.usernameLead')}>
        <Username user={user} />
      </Section>
      <Section title={t('profile.language')} lead={t('profile.languageLead')}>
        <ProfileLanguage user={user} />
      </Section>
    </>
  );
}

function Who({ user }: Props) {
  const localization = useLocalization();
  const { t } = localization;
  return (
    <div className="who">
      <Avatar size={64} radius="xl" color="blue" name={user.username ?? user.email} alt="" />
      <Stack gap={2}>
        <Text fw={650} size="lg" className="breakable">
          {user.username ?? user.email}
        </Text>
        <Text c="dimmed" size="sm">
          {t('account.profile.since', { date: formatDate(user.createdAt, localization) })}
          {user.role === 'ADMIN' && ` · ${t('account.profile.administrator')}`}
        </Text>
      </Stack>
    </div>
  );
}

function EmailAddress({ user }: Props) {
  const t = useTranslations('account.profile');
  const isVerified = !!user.emailVerifiedAt;
  return (
    <Section title={t('email')} lead={t('emailLead')}>
      <div className="row">
        <Text className="breakable">{user.email}</Text>
        <Badge variant="light" color={isVerified ? 'green' : 'yellow'} tt="none">
          {t(isVerified ? 'verified' : 'notVerified')}
        </Badge>
        <PageLink to="/danger-zone" size="sm" className="row-end">
          {t('changeAddress')}
        </PageLink>
      </div>
      {!isVerified && (
        <>
          <Text size="sm" c="dimmed">
            {t('unverifiedHint')}
          </Text>
          <Form submit={() => sendVerification(user.email)} button={t('sendAgain')} variant="default" />
        </>
      )}
    </Section>
  );
}

const USERNAME_SAVED: Wording = ({ t }) => t('account.profile.usernameSaved');
const LANGUAGE_SAVED: Wording = ({ t }) => t('account.profile.languageSaved');

function Username({ user }: Props) {
  const t = useTranslations('account.profile');
  const updateProfile = useUpdateProfile();
  const save = ({ username }: Values) => updateProfile({ username: username || null }, USERNAME_SAVED);
  return (
    <Form submit={save} button={t('save')}>
      <TextField
        name="username"
        label={t('username')}
        defaultValue={user.username ?? ''}
        autoComplete="nickname"
        key={user.username}
      />
    </Form>
  );
}

function ProfileLanguage({ user: { locale } }: Props) {
  const t = useTranslations('account.profile');
  const updateProfile = useUpdateProfile();

  async function save(values: Values): Promise<Outcome> {
    const outcome = await updateProfile({ locale: values.locale || null }, LANGUAGE_SAVED);
    // From now on, it decides here, too.
    if (outcome.success) chooseLanguage(null);
    return outcome;
  }

  // The tag may name a country, too, or a language that the pages do not speak.
  const language = languageOf(locale);
  return (
    <Form submit={save} button={t('saveLanguage')}>
      <SelectField name="locale" label={t('languageField')} defaultValue={locale ?? ''} key={locale}>
        {!language && <option value={locale ?? ''}>{locale ?? t('languageNotChosen')}</option>}
        <LanguageOptions valueFor={(each) => (each === language && locale) || each} />
      </SelectField>
    </Form>
  );
}
