import {
  NativeSelect,
  type NativeSelectProps,
  PasswordInput,
  type PasswordInputProps,
  TextInput,
  type TextInputProps,
} from '@mantine/core';
import { use } from 'react';
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

const SHOW_PASSWORD = { 'aria-label': 'Show password' };

export function PasswordField(props: PasswordInputProps & Named) {
  const error = use(FieldProblems)[props.name];
  // Unlike TextInput, it does not set aria-invalid itself.
  return (
    <PasswordInput
      error={error}
      aria-invalid={error ? true : undefined}
      visibilityToggleButtonProps={SHOW_PASSWORD}
      {...props}
    />
  );
}

export function EmailField(props: Partial<TextInputProps>) {
  return <TextField name="email" label="Email" type="email" autoComplete="username" inputMode="email" {...props} />;
}

export function CurrentPasswordField(props: Partial<PasswordInputProps>) {
  return <PasswordField name="password" label="Password" autoComplete="current-password" {...props} />;
}

export function NewPasswordField(props: Partial<PasswordInputProps>) {
  const description = `At least ${pageSettings.passwordMinLength} characters`;
  return (
    <PasswordField
      name="newPassword"
      label="New password"
      description={description}
      autoComplete="new-password"
      {...props}
    />
  );
}

/** A code of six digits. Phones offer the one that they have just received or know. */
export function CodeField(props: Partial<TextInputProps>) {
  return (
    <TextField
      name="code"
      label="Code"
      autoComplete="one-time-code"
      inputMode="numeric"
      classNames={{ input: 'code-input' }}
      maxLength={8}
      {...props}
    />
  );
}

export function RecoveryCodeField(props: Partial<TextInputProps>) {
  return (
    <TextField
      name="code"
      label="Recovery code"
      description="One of the codes that you saved. It is used up."
      autoComplete="off"
      autoCapitalize="characters"
      spellCheck={false}
      classNames={{ input: 'code-input' }}
      {...props}
    />
  );
}
