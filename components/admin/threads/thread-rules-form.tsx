"use client";

import { useEffect } from "react";
import { toast } from "sonner";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";
import { type FormAction, useFormAction } from "@/components/ui/use-form-action";
import type { ThreadRules } from "@/lib/org/types";

const FIELDS: { name: keyof ThreadRules; label: string; hint: string }[] = [
  {
    name: "archiveAfterDays",
    label: "Archive after, in days",
    hint: "A thread without a message for so long goes into the archive, unless it is pinned, kept or answering (30 by default; empty: never).",
  },
  {
    name: "deleteAfterDays",
    label: "Delete after, in days",
    hint: "A thread without a message for so long is deleted where its owner agreed, two weeks after they were told (365 by default; empty: never).",
  },
  {
    name: "temporaryHours",
    label: "Erase temporary threads after, in hours",
    hint: "So long after its last message the text of a temporary thread is erased; its cost stays (24 by default).",
  },
  {
    name: "activeThreadsMax",
    label: "Most active threads of each member",
    hint: "With so many threads that are neither archived nor temporary, a member begins no other (no limit by default; empty: no limit).",
  },
];

type ThreadRulesFormProps = { action: FormAction<{ message: string }>; rules: ThreadRules };

/** The organisation's rules about old threads. */
export function ThreadRulesForm({ action, rules }: ThreadRulesFormProps) {
  const { form, result, pending, message, errorOf, typed } = useFormAction(action);
  useEffect(() => {
    if (result?.ok) toast.success(result.data.message);
  }, [result]);
  return (
    <form {...form} aria-label="Old threads" className="space-y-5">
      {message && <Alert tone="bad">{message}</Alert>}
      {FIELDS.map(({ name, label, hint }) => (
        <TextField
          key={name}
          name={name}
          label={label}
          hint={hint}
          error={errorOf(name)}
          defaultValue={typed(name) ?? rules[name] ?? ""}
          inputMode="numeric"
          autoComplete="off"
        />
      ))}
      <Button type="submit" pending={pending}>
        Save
      </Button>
    </form>
  );
}
