"use client";

import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { type FormAction, useFormAction } from "@/components/ui/use-form-action";
import { EmailField, NameField, NewPasswordField } from "./person-fields";

/** `email` is set where the invitation names the one it is for. */
type JoinFormProps = { action: FormAction<void>; token: string; email: string | null };

export function JoinForm({ action, token, email }: JoinFormProps) {
  const { form, pending, message, ...fields } = useFormAction(action);
  return (
    <form {...form} className="space-y-4">
      {message && <Alert tone="bad">{message}</Alert>}
      <input type="hidden" name="token" value={token} />
      <NameField {...fields} />
      <EmailField {...fields} fixed={email} />
      <NewPasswordField {...fields} />
      <Button type="submit" className="w-full" pending={pending}>
        Join
      </Button>
    </form>
  );
}
