"use client";

import { Alert } from "@/components/ui/alert";
import { FormEnd } from "@/components/ui/form-end";
import { HiddenFields } from "@/components/ui/hidden-fields";
import { TextField } from "@/components/ui/text-field";
import { type Submit, useSubmit } from "@/components/ui/use-submit";
import { type PicoUsd, toDecimalUsd } from "@/lib/money";

/** Null where there is no limit. */
type Limits = { month: PicoUsd | null; day: PicoUsd | null };

export type LimitsFormProps = {
  action: Submit;
  /** Whose limits, as the action reads it; left out for everyone's and the organisation's. */
  whose?: Record<string, string>;
  limits: Limits;
  emptyMeans: string;
  /** Offers to replace the limits of those who have some. */
  offersReplace?: boolean;
  onSaved: () => void;
};

/** Two amounts, for a month and for a day. */
export function LimitsForm({ action, whose, limits, emptyMeans, offersReplace, onSaved }: LimitsFormProps) {
  const { form, pending, message, question, errorOf } = useSubmit(action, onSaved);
  const amount = {
    inputMode: "decimal",
    autoComplete: "off",
    placeholder: offersReplace ? "No change" : "No limit",
  } as const;
  return (
    <form {...form} className="space-y-4">
      {message && <Alert tone="bad">{message}</Alert>}
      {whose && <HiddenFields values={whose} />}
      <TextField
        label="Each month, in US dollars"
        name="month"
        hint={emptyMeans}
        error={errorOf("month")}
        defaultValue={typed(limits.month)}
        {...amount}
      />
      <TextField
        label="Each day, in US dollars"
        name="day"
        error={errorOf("day")}
        defaultValue={typed(limits.day)}
        {...amount}
      />
      {offersReplace && (
        <label className="flex items-start gap-2.5 text-sm">
          <input type="checkbox" name="replace" className="mt-0.5 size-4 accent-accent" />
          Also replace the limits of members who already have one
        </label>
      )}
      <FormEnd pending={pending} question={question} />
    </form>
  );
}

function typed(limit: PicoUsd | null): string {
  return limit === null ? "" : toDecimalUsd(limit);
}
