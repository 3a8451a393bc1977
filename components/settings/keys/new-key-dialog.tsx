"use client";

import { Plus } from "lucide-react";
import { useState } from "react";
import { TextField } from "@/components/people/text-field";
import { useFormAction } from "@/components/people/use-form-action";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog, DialogClose, DialogTrigger } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { KeyActions } from "./types";

export function NewKeyDialog({ create }: Pick<KeyActions, "create">) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title="New API key"
      description="It is shown once, right after you make it. Whoever has it can spend from your budgets."
      trigger={
        <DialogTrigger asChild>
          <Button size="pill">
            <Plus aria-hidden />
            New key
          </Button>
        </DialogTrigger>
      }
    >
      <NewKeyForm create={create} />
    </Dialog>
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

/** The server does not know the address people open it by; the browser does. */
function MadeKey({ value }: { value: string }) {
  return (
    <div className="space-y-4">
      <Field label="API key" hint="Copy it now: it is not shown again.">
        {(control) => (
          <Input
            {...control}
            readOnly
            value={value}
            onFocus={(event) => event.currentTarget.select()}
            className="font-mono text-sm"
          />
        )}
      </Field>
      <p className="text-muted text-sm">
        The address for programs is{" "}
        <code className="break-all font-mono text-ink">{`${window.location.origin}/v1`}</code>.
      </p>
      <div className="flex justify-end gap-3">
        <CopyButton text={value} label="Copy key" size="md" variant="primary" />
        <DialogClose asChild>
          <Button variant="outline">Done</Button>
        </DialogClose>
      </div>
    </div>
  );
}
