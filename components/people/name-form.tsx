"use client";

import { useEffect } from "react";
import { toast } from "sonner";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { type FormAction, useFormAction } from "@/components/ui/use-form-action";
import { NameField } from "./person-fields";

export function NameForm({ action, name }: { action: FormAction<void>; name: string }) {
  const { form, pending, message, result, ...fields } = useFormAction(action);
  useEffect(() => {
    if (result?.ok) toast.success("Your name is saved.");
  }, [result]);
  return (
    <form {...form} className="space-y-4">
      {message && <Alert tone="bad">{message}</Alert>}
      <NameField {...fields} known={name} />
      <Button type="submit" variant="outline" pending={pending}>
        Save name
      </Button>
    </form>
  );
}
