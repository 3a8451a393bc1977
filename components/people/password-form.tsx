"use client";

import { useEffect } from "react";
import { toast } from "sonner";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";
import { type FormAction, useFormAction } from "@/components/ui/use-form-action";

/** The hidden email tells password managers whose password this is. */
export function PasswordForm({ action, email }: { action: FormAction<void>; email: string }) {
  const { form, pending, message, errorOf, result } = useFormAction(action);
  useEffect(() => {
    if (result?.ok) toast.success("Your password is changed. Other devices are signed out.");
  }, [result]);
  return (
    <form {...form} className="space-y-4">
      {message && <Alert tone="bad">{message}</Alert>}
      <input type="email" autoComplete="username" defaultValue={email} hidden readOnly />
      <TextField
        label="Current password"
        name="currentPassword"
        type="password"
        autoComplete="current-password"
        error={errorOf("currentPassword")}
      />
      <TextField
        label="New password"
        name="newPassword"
        type="password"
        autoComplete="new-password"
        hint="At least 10 characters."
        error={errorOf("newPassword")}
      />
      <Button type="submit" variant="outline" pending={pending}>
        Change password
      </Button>
    </form>
  );
}
