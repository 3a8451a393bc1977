"use client";

import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";
import { type FormAction, useFormAction } from "@/components/ui/use-form-action";
import { EmailField, NameField, NewPasswordField } from "./person-fields";

type SetupFormProps = { action: FormAction<void>; organisationName: string };

export function SetupForm({ action, organisationName }: SetupFormProps) {
  const { form, pending, message, ...fields } = useFormAction(action);
  return (
    <form {...form} className="space-y-4">
      {message && <Alert tone="bad">{message}</Alert>}
      <TextField
        label="Organisation name"
        name="organisationName"
        autoComplete="organization"
        defaultValue={fields.typed("organisationName") ?? organisationName}
        error={fields.errorOf("organisationName")}
      />
      <NameField {...fields} />
      <EmailField {...fields} />
      <NewPasswordField {...fields} />
      <Button type="submit" className="w-full" pending={pending}>
        Create organisation
      </Button>
    </form>
  );
}
