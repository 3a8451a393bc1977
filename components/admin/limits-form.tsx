"use client";

import { useEffect } from "react";
import { toast } from "sonner";
import { TextField } from "@/components/people/text-field";
import { type FormAction, useFormAction } from "@/components/people/use-form-action";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { DialogClose } from "@/components/ui/dialog";

/** Decimal dollars as typed; empty where there is no limit. */
export type Limits = { month: string; day: string };

export type LimitsFormProps = {
  action: FormAction<{ message: string }>;
  /** Whose limits; left out for everyone's and the organisation's. */
  userId?: string | undefined;
  limits: Limits;
  emptyMeans: string;
  /** Offers to replace the limits of those who have some. */
  offersReplace?: boolean;
  onSaved: () => void;
};

/** Two amounts, for a month and for a day. */
export function LimitsForm({ action, userId, limits, emptyMeans, offersReplace, onSaved }: LimitsFormProps) {
  const { form, result, pending, message, errorOf, typed } = useFormAction(action);
  useEffect(() => {
    if (!result?.ok) return;
    toast.success(result.data.message);
    onSaved();
  }, [result, onSaved]);
  const amount = {
    inputMode: "decimal",
    autoComplete: "off",
    placeholder: offersReplace ? "No change" : "No limit",
  } as const;
  return (
    <form {...form} className="space-y-4">
      {message && <Alert tone="bad">{message}</Alert>}
      {userId && <input type="hidden" name="userId" value={userId} />}
      <TextField
        label="Each month, in US dollars"
        name="month"
        hint={emptyMeans}
        error={errorOf("month")}
        defaultValue={typed("month") ?? limits.month}
        {...amount}
      />
      <TextField
        label="Each day, in US dollars"
        name="day"
        error={errorOf("day")}
        defaultValue={typed("day") ?? limits.day}
        {...amount}
      />
      {offersReplace && (
        <label className="flex items-start gap-2.5 text-sm">
          <input type="checkbox" name="replace" className="mt-0.5 size-4 accent-accent" />
          Also replace the limits of members who already have one
        </label>
      )}
      <div className="flex justify-end gap-2 pt-1">
        <DialogClose asChild>
          <Button variant="ghost">Cancel</Button>
        </DialogClose>
        <Button type="submit" pending={pending}>
          Save
        </Button>
      </div>
    </form>
  );
}
