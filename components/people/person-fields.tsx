import { TextField } from "@/components/ui/text-field";

/** What a form remembers and what it was told, as `useFormAction` gives it. */
type Form = {
  typed: (name: string) => string | undefined;
  errorOf: (name: string) => string | undefined;
};

export function NameField({ typed, errorOf, known }: Form & { known?: string }) {
  return (
    <TextField
      label="Your name"
      name="name"
      autoComplete="name"
      defaultValue={typed("name") ?? known}
      error={errorOf("name")}
    />
  );
}

/** `fixed` is an address that cannot be changed here. */
export function EmailField({ typed, errorOf, fixed = null }: Form & { fixed?: string | null }) {
  return (
    <TextField
      label="Email"
      name="email"
      type="email"
      autoComplete="username"
      defaultValue={fixed ?? typed("email")}
      readOnly={fixed !== null}
      hint={fixed ? "The invitation is for this address." : undefined}
      error={errorOf("email")}
    />
  );
}

export function NewPasswordField({ typed, errorOf }: Form) {
  return (
    <TextField
      label="Password"
      name="password"
      type="password"
      autoComplete="new-password"
      hint="At least 10 characters."
      defaultValue={typed("password")}
      error={errorOf("password")}
    />
  );
}
