"use client";

import { useEffect } from "react";
import { toast } from "sonner";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";
import { type FormAction, useFormAction } from "@/components/ui/use-form-action";

type ThresholdsFormProps = { action: FormAction<{ message: string }>; thresholds: readonly number[] };

/** At which parts of a budget an alert comes, where the budget has none of its own. */
export function ThresholdsForm({ action, thresholds }: ThresholdsFormProps) {
  const { form, result, pending, message, errorOf, typed } = useFormAction(action);
  useEffect(() => {
    if (result?.ok) toast.success(result.data.message);
  }, [result]);
  return (
    <form {...form} aria-label="Thresholds" className="space-y-4">
      {message && <Alert tone="bad">{message}</Alert>}
      <TextField
        name="thresholds"
        label="Percentages of a budget"
        hint="At most 8, with commas between them; 100 is always one. Each comes once a period, and again after the budget was raised."
        error={errorOf("thresholds")}
        // What was saved is shown as it is understood, and what was refused as it was typed.
        defaultValue={(result?.ok ? undefined : typed("thresholds")) ?? thresholds.join(", ")}
        inputMode="text"
        autoComplete="off"
      />
      <Button type="submit" pending={pending}>
        Save
      </Button>
    </form>
  );
}
