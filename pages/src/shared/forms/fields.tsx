import {
  NativeSelect,
  type NativeSelectProps,
  PasswordInput,
  type PasswordInputProps,
  TextInput,
  type TextInputProps,
} from '@mantine/core';
import { use } from 'react';
import { useTranslations } from 'use-intl';
import { pageSettings } from '../page-settings';
import { FieldProblems } from './Form';

interface Named {
  /** The name in the server's input, which `fieldErrors` refer to. */
  readonly name: string;
}

/** A field with its label, and its problem below it. */
export function TextField(props: TextInputProps & Named) {
  return <TextInput error={use(FieldProblems)[props.name]} {...props} />;
}

/** A choice by the browser's own list, which phones show in their own way. */
export function SelectField(props: NativeSelectProps & Named) {
  return <NativeSelect error={use(FieldProblems)[props.name]} {...props} />;
}

export function PasswordField(props: PasswordInputProps & Named) {
  const t = useTranslations('shared.fields');
  const error = use(FieldProblems)[props.name];
  // Unlike TextInput, it does not set aria-invalid itself.
  return (
    <PasswordInput
      error={error}
      aria-invalid={error ? true : undefined}
      visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }}
      {...props}
    />
  );
}

export function EmailField(props: Partial<TextInputProps>) {
  const t = useTranslations('shared.fields');
  return (
    <TextField name="email" label={t('email')} type="email" autoComplete="username" inputMode="email" {...props} />
  );
}

export function CurrentPasswordField(props: Partial<PasswordInputProps>) {
  const t = useTranslations('shared.fields');
  return <PasswordField name="password" label={t('password')} autoComplete="current-password" {...props} />;
}

export function NewPasswordField(props: Partial<PasswordInputProps>) {
  const t = useTranslations('shared.fields');
  return (
    <PasswordField
      name="newPassword"
      label={t('newPassword')}
      description={t('newPasswordHint', { count: pageSettings.passwordMinLength })}
      autoComplete="new-password"
      {...props}
    />
  );
}

/** A code of six digits. Phones offer the one that they have just received or know. */
export function CodeField(props: Partial<TextInputProps>) {
  const t = useTranslations('shared.fields');
  return (
    <TextField
      name="code"
      label={t('code')}
      autoComplete="one-time-code"
      inputMode="numeric"
      classNames={{ input: 'code-input' }}
      maxLength={8}
      {...props}
    />
  );
}

export function RecoveryCodeField(props: Partial<TextInputProps>) {
  const t = useTranslations('shared.fields');
  return (
    <TextField
      name="code"
      label={t('recoveryCode')}
      description={t('recoveryCodeHint')}
      autoComplete="off"
      autoCapitalize="characters"
      spellCheck={false}
      classNames={{ input: 'code-input' }}
      {...props}
    />
  );
}
