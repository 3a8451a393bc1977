"use client";

import { useEffect } from "react";
import { toast } from "sonner";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { TextField } from "./text-field";
import { type FormAction, useFormAction } from "./use-form-action";

export function NameForm({ action, name }: { action: FormAction<void>; name: string }) {
  const { form, pending, message, errorOf, typed, result } = useFormAction(action);
  useEffect(() => {
    if (result?.ok) toast.success("Your name is saved.");
  }, [result]);
  return (
    <form {...form} className="space-y-4">
      {message && <Alert tone="bad">{message}</Alert>}
      <TextField
        label="Your name"
        name="name"
        autoComplete="name"
        defaultValue={typed("name") ?? name}
        error={errorOf("name")}
      />
      <Button type="submit" variant="outline" pending={pending}>
        Save name
      </Button>
    </form>
  );
}
