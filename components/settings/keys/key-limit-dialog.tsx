"use client";

import { useCallback, useEffect, useState } from "react";
import { toast } from "sonner";
import { TextField } from "@/components/people/text-field";
import { useFormAction } from "@/components/people/use-form-action";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogTrigger } from "@/components/ui/dialog";
import { type PicoUsd, toDecimalUsd } from "@/lib/money";
import type { KeyActions, KeyRow } from "./types";

type KeyLimitDialogProps = { apiKey: KeyRow; words: string[]; action: KeyActions["limit"] };

/** What a key may spend, as a button that changes it. */
export function KeyLimitDialog({ apiKey, words, action }: KeyLimitDialogProps) {
  const [open, setOpen] = useState(false);
  const close = useCallback(() => setOpen(false), []);
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title={`Limit of ${apiKey.name}`}
      description="It holds beside your own budgets, from the next request on."
      trigger={
        <DialogTrigger asChild>
          <Button
            variant="link"
            size="sm"
            className="h-auto flex-col items-start gap-0 px-0"
            aria-label={`Limit of ${apiKey.name}: ${words.join(", ")}`}
          >
            {words.map((limit) => (
              <span key={limit}>{limit}</span>
            ))}
          </Button>
        </DialogTrigger>
      }
    >
      <LimitForm apiKey={apiKey} action={action} onSaved={close} />
    </Dialog>
  );
}

type LimitFormProps = Pick<KeyLimitDialogProps, "apiKey" | "action"> & { onSaved: () => void };

function LimitForm({ apiKey, action, onSaved }: LimitFormProps) {
  const { form, result, pending, message, errorOf, typed } = useFormAction(action);
  useEffect(() => {
    if (!result?.ok) return;
    toast.success(result.data.message);
    onSaved();
  }, [result, onSaved]);
  const amount = { inputMode: "decimal", autoComplete: "off", placeholder: "No limit" } as const;
  return (
    <form {...form} className="space-y-4">
      {message && <Alert tone="bad">{message}</Alert>}
      <input type="hidden" name="apiKeyId" value={apiKey.apiKeyId} />
      <TextField
        label="Each month, in US dollars"
        name="month"
        hint="An empty field takes the limit away."
        error={errorOf("month")}
        defaultValue={typed("month") ?? shown(apiKey.month)}
        {...amount}
      />
      <TextField
        label="Each day, in US dollars"
        name="day"
        error={errorOf("day")}
        defaultValue={typed("day") ?? shown(apiKey.day)}
        {...amount}
      />
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

function shown(limit: PicoUsd | null): string {
  return limit === null ? "" : toDecimalUsd(limit);
}
