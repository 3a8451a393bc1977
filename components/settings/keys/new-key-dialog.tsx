"use client";

import { AddDialog } from "@/components/ui/add-dialog";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { ShownOnce } from "@/components/ui/shown-once";
import { TextField } from "@/components/ui/text-field";
import { useFormAction } from "@/components/ui/use-form-action";
import { ProgramAddress } from "./program-address";
import type { KeyActions } from "./types";

export function NewKeyDialog({ create }: Pick<KeyActions, "create">) {
  return (
    <AddDialog
      button="New key"
      title="New API key"
      description="It is shown once, right after you make it. Whoever has it can spend from your budgets."
    >
      {() => <NewKeyForm create={create} />}
    </AddDialog>
  );
}

function NewKeyForm({ create }: Pick<KeyActions, "create">) {
  const { form, pending, message, errorOf, typed, result } = useFormAction(create);
  if (result?.ok) return <MadeKey value={result.data.key} />;
  return (
    <form {...form} className="space-y-4">
      {message && <Alert tone="bad">{message}</Alert>}
      <TextField
        label="Name"
        name="name"
        hint="What uses it, such as: laptop, nightly report."
        autoComplete="off"
        maxLength={80}
        required
        defaultValue={typed("name")}
        error={errorOf("name")}
      />
      <Button type="submit" className="w-full" pending={pending}>
        Create key
      </Button>
    </form>
  );
}

function MadeKey({ value }: { value: string }) {
  return (
    <ShownOnce label="API key" hint="Copy it now: it is not shown again." value={value} copy="Copy key">
      <p className="text-muted text-sm">
        The address for programs is <ProgramAddress />.
      </p>
    </ShownOnce>
  );
}
