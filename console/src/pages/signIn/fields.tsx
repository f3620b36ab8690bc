/** The fields that several steps share: the e-mail address, a code, and a new password. */
import { PasswordInput, TextInput } from "@mantine/core";
import { words } from "./words";

interface Field {
  value: string;
  onChange: (value: string) => void;
}

export function CodeInput({ label, value, onChange }: Field & { label: string }) {
  return (
    <TextInput
      label={label}
      inputMode="numeric"
      autoComplete="one-time-code"
      required
      withAsterisk={false}
      size="md"
      maxLength={10}
      data-autofocus
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

export function NewPassword({ value, onChange }: Field) {
  return (
    <PasswordInput
      label={words.newPassword.label}
      description={words.newPassword.rule}
      autoComplete="new-password"
      minLength={12}
      required
      withAsterisk={false}
      size="md"
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}


export function EmailInput({ value, onChange }: Field) {
  return (
    <TextInput
      label={words.email}
      type="email"
      name="email"
      autoComplete="username"
      required
      withAsterisk={false}
      size="md"
      data-autofocus
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
