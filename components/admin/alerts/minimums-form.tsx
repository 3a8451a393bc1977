"use client";

import { useEffect } from "react";
import { toast } from "sonner";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";
import { type FormAction, useFormAction } from "@/components/ui/use-form-action";
import { toDecimalUsd } from "@/lib/money";
import type { Minimums } from "@/lib/reports/types";

type MinimumsFormProps = { action: FormAction<{ message: string }>; minimums: Minimums };

const AMOUNT = { inputMode: "decimal", autoComplete: "off" } as const;

/** From which amounts on a day is an anomaly and something is suggested. */
export function MinimumsForm({ action, minimums }: MinimumsFormProps) {
  const { form, result, pending, message, errorOf, typed } = useFormAction(action);
  useEffect(() => {
    if (result?.ok) toast.success(result.data.message);
  }, [result]);
  // What was saved is shown as it is understood, and what was refused as it was typed.
  const shown = (name: keyof Minimums) =>
    (result?.ok ? undefined : typed(name)) ?? toDecimalUsd(minimums[name]);
  return (
    <form {...form} aria-label="Smallest amounts" className="space-y-4">
      {message && <Alert tone="bad">{message}</Alert>}
      <TextField
        name="anomalyMinPicoUsd"
        label="Anomalies, in US dollars"
        hint="What a day has to cost above the expected."
        error={errorOf("anomalyMinPicoUsd")}
        defaultValue={shown("anomalyMinPicoUsd")}
        {...AMOUNT}
      />
      <TextField
        name="suggestionMinPicoUsd"
        label="Suggestions, in US dollars"
        hint="What one has to save in 30 days."
        error={errorOf("suggestionMinPicoUsd")}
        defaultValue={shown("suggestionMinPicoUsd")}
        {...AMOUNT}
      />
      <Button type="submit" pending={pending}>
        Save
      </Button>
    </form>
  );
}
