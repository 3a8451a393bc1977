"use client";

import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";
import { type FormAction, useFormAction } from "@/components/ui/use-form-action";
import { EmailField } from "./person-fields";

type SignInFormProps = { action: FormAction<void>; next: string };

export function SignInForm({ action, next }: SignInFormProps) {
  const { form, pending, message, ...fields } = useFormAction(action);
  return (
    <form {...form} className="space-y-4">
      {message && <Alert tone="bad">{message}</Alert>}
      <input type="hidden" name="next" value={next} />
      <EmailField {...fields} />
      <TextField
        label="Password"
        name="password"
        type="password"
        autoComplete="current-password"
        error={fields.errorOf("password")}
      />
      <Button type="submit" className="w-full" pending={pending}>
        Sign in
      </Button>
    </form>
  );
}
