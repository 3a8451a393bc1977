"use client";

import { useEffect } from "react";
import { toast } from "sonner";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";
import { type FormAction, useFormAction } from "@/components/ui/use-form-action";

type OwnLimitFormProps = {
  action: FormAction<{ message: string }>;
  /** Decimal dollars; empty where there is none. */
  limits: { month: string; day: string };
};

/** A lower limit that a member sets for themself. */
export function OwnLimitForm({ action, limits }: OwnLimitFormProps) {
  const { form, result, pending, message, errorOf, typed } = useFormAction(action);
  useEffect(() => {
    if (result?.ok) toast.success(result.data.message);
  }, [result]);
  const amount = { inputMode: "decimal", autoComplete: "off", placeholder: "No own limit" } as const;
  return (
    <form {...form} aria-label="Own limit" className="space-y-4">
      {message && <Alert tone="bad">{message}</Alert>}
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          label="Own limit each month, in US dollars"
          name="month"
          error={errorOf("month")}
          defaultValue={typed("month") ?? limits.month}
          {...amount}
        />
        <TextField
          label="Own limit each day, in US dollars"
          name="day"
          error={errorOf("day")}
          defaultValue={typed("day") ?? limits.day}
          {...amount}
        />
      </div>
      <Button type="submit" variant="outline" pending={pending}>
        Save own limit
      </Button>
    </form>
  );
}
