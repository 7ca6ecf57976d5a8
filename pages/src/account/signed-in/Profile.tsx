import { Avatar, Badge, Stack, Text } from '@mantine/core';
import { Form, type Values } from '../../shared/forms/Form';
import { SelectField, TextField } from '../../shared/forms/fields';
import { Heading } from '../../shared/Heading';
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
  return (
    <>
      <Heading>Profile</Heading>
      <div className="who">
        <Avatar size={64} radius="xl" color="blue" name={user.username ?? user.email} alt="" />
        <Stack gap={2}>
          <Text fw={650} size="lg" className="breakable">
            {user.username ?? user.email}
          </Text>
          <Text c="dimmed" size="sm">
            Here since {formatDate(user.createdAt)}
            {user.role === 'ADMIN' && ' · Administrator'}
          </Text>
        </Stack>
      </div>
      <EmailAddress user={user} />
      <Section
        title="Username"
        lead="A name that others see. It has 3 to 30 letters, digits, dots, hyphens or underscores."
      >
        <Username user={user} />
      </Section>
      <Section title="Language" lead="The emails about your account are in this language.">
        <Language user={user} />
      </Section>
    </>
  );
}

function EmailAddress({ user }: Props) {
  const isVerified = !!user.emailVerifiedAt;
  return (
    <Section title="Email address" lead="You sign in with it, and get emails about your account.">
      <div className="row">
        <Text className="breakable">{user.email}</Text>
        <Badge variant="light" color={isVerified ? 'green' : 'yellow'} tt="none">
          {isVerified ? 'Verified' : 'Not verified'}
        </Badge>
        <PageLink to="/danger-zone" size="sm" className="row-end">
          Change address
        </PageLink>
      </div>
      {!isVerified && (
        <>
          <Text size="sm" c="dimmed">
            Open the link in the email that we have sent you. Without it, you cannot get back into your account if you
            forget your password.
          </Text>
          <Form submit={() => sendVerification(user.email)} button="Send it again" variant="default" />
        </>
      )}
    </Section>
  );
}

function Username({ user }: Props) {
  const updateProfile = useUpdateProfile();
  const save = ({ username }: Values) => updateProfile({ username: username || null }, 'Your username is saved.');
  return (
    <Form submit={save} button="Save">
      <TextField
        name="username"
        label="Username"
        defaultValue={user.username ?? ''}
        autoComplete="nickname"
        key={user.username}
      />
    </Form>
  );
}

/** Those of emails. */
const LANGUAGES = { en: 'English', de: 'Deutsch', es: 'Español', fr: 'Français', ja: '日本語', pt: 'Português' };

function Language({ user }: Props) {
  const updateProfile = useUpdateProfile();
  const save = ({ locale }: Values) => updateProfile({ locale: locale || null }, 'Your language is saved.');
  // The tag may name a country, too, or a language in which there are no emails.
  const language = user.locale?.split('-')[0] ?? '';
  return (
    <Form submit={save} button="Save language">
      <SelectField name="locale" label="Language of emails" defaultValue={user.locale ?? ''} key={user.locale}>
        {!(language in LANGUAGES) && <option value={user.locale ?? ''}>{user.locale ?? 'Not chosen'}</option>}
        {Object.entries(LANGUAGES).map(([tag, name]) => (
          <option key={tag} value={tag === language ? (user.locale ?? tag) : tag} lang={tag}>
            {name}
          </option>
        ))}
      </SelectField>
    </Form>
  );
}
