"use client";

import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { TextField } from "./text-field";
import { type FormAction, useFormAction } from "./use-form-action";

/** `email` is set where the invitation names the one it is for. */
type JoinFormProps = { action: FormAction<void>; token: string; email: string | null };

export function JoinForm({ action, token, email }: JoinFormProps) {
  const { form, pending, message, errorOf, typed } = useFormAction(action);
  return (
    <form {...form} className="space-y-4">
      {message && <Alert tone="bad">{message}</Alert>}
      <input type="hidden" name="token" value={token} />
      <TextField
        label="Your name"
        name="name"
        autoComplete="name"
        defaultValue={typed("name")}
        error={errorOf("name")}
      />
      <TextField
        label="Email"
        name="email"
        type="email"
        autoComplete="username"
        defaultValue={email ?? typed("email")}
        readOnly={email !== null}
        hint={email ? "The invitation is for this address." : undefined}
        error={errorOf("email")}
      />
      <TextField
        label="Password"
        name="password"
        type="password"
        autoComplete="new-password"
        hint="At least 10 characters."
        defaultValue={typed("password")}
        error={errorOf("password")}
      />
      <Button type="submit" className="w-full" pending={pending}>
        Join
      </Button>
    </form>
  );
}
