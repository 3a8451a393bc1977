"use client";

import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { TextField } from "./text-field";
import { type FormAction, useFormAction } from "./use-form-action";

type SetupFormProps = { action: FormAction<void>; organisationName: string };

export function SetupForm({ action, organisationName }: SetupFormProps) {
  const { form, pending, message, errorOf, typed } = useFormAction(action);
  return (
    <form {...form} className="space-y-4">
      {message && <Alert tone="bad">{message}</Alert>}
      <TextField
        label="Organisation name"
        name="organisationName"
        autoComplete="organization"
        defaultValue={typed("organisationName") ?? organisationName}
        error={errorOf("organisationName")}
      />
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
        defaultValue={typed("email")}
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
        Create organisation
      </Button>
    </form>
  );
}
