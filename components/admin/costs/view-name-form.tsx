"use client";

import { Alert } from "@/components/ui/alert";
import { FormEnd } from "@/components/ui/form-end";
import { HiddenFields } from "@/components/ui/hidden-fields";
import { TextField } from "@/components/ui/text-field";
import { type Submit, useSubmit } from "@/components/ui/use-submit";

type NameFormProps = {
  hidden: Record<string, string>;
  name?: string;
  action: Submit;
  onSaved: () => void;
};

/** The name of a view. */
export function ViewNameForm({ hidden, name, action, onSaved }: NameFormProps) {
  const { form, pending, errorOf, message } = useSubmit(action, onSaved);
  return (
    <form {...form} className="space-y-4">
      <HiddenFields values={hidden} />
      <TextField
        label="Name"
        name="name"
        maxLength={60}
        autoComplete="off"
        defaultValue={name}
        error={errorOf("name")}
      />
      {message && <Alert tone="bad">{message}</Alert>}
      <FormEnd pending={pending} />
    </form>
  );
}
