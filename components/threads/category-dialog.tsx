"use client";

import { type FormEvent, useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Dialog } from "@/components/ui/dialog";
import { FormEnd } from "@/components/ui/form-end";
import { TextField } from "@/components/ui/text-field";
import type { Category, CategoryColour } from "@/lib/assistants/types";
import { type CallFailure, callAction } from "./call-action";
import { ColourFields } from "./colour-fields";
import type { ThreadServerActions } from "./thread-server-actions";
import { CATEGORY_NAME_LENGTH_MAX } from "./title";

type CategoryDialogProps = {
  save: ThreadServerActions["saveCategory"];
  onSaved: (category: Category) => void;
  onClose: () => void;
};

/** Asks for a category's name and colour. */
export function CategoryDialog({ save, onSaved, onClose }: CategoryDialogProps) {
  const [colour, setColour] = useState<CategoryColour>("green");
  const [failure, setFailure] = useState<CallFailure | null>(null);
  const [pending, setPending] = useState(false);
  const nameError = failure?.fields.name;

  // Not as a transition: what follows is one of its own, and the two would wait for each other.
  async function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const name = new FormData(event.currentTarget).get("name");
    setPending(true);
    const result = await callAction(() => save({ name: String(name ?? ""), colour }));
    setPending(false);
    if (!result.ok) return setFailure(result);
    onClose();
    onSaved(result.data);
  }

  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title="New category" className="max-w-sm">
      <form onSubmit={(event) => void onSubmit(event)} noValidate className="space-y-4">
        {failure && !nameError && <Alert tone="bad">{failure.message}</Alert>}
        <TextField
          label="Name"
          name="name"
          maxLength={CATEGORY_NAME_LENGTH_MAX}
          autoComplete="off"
          error={nameError}
        />
        <ColourFields colour={colour} onChoose={setColour} />
        <FormEnd pending={pending} />
      </form>
    </Dialog>
  );
}
