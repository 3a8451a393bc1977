"use client";

import { type FormEvent, useState, useTransition } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";
import type { Category } from "@/lib/assistants/types";
import { type CallFailure, callAction } from "../call-action";
import { ColourFields } from "../colour-fields";
import type { ThreadServerActions } from "../thread-server-actions";
import { CATEGORY_NAME_LENGTH_MAX } from "../title";

/** Null for a new one. */
type CategoryFormProps = {
  category: Category | null;
  save: ThreadServerActions["saveCategory"];
  onDone: () => void;
};

/** A category's name and colour, in its place in the list. */
export function CategoryForm({ category, save, onDone }: CategoryFormProps) {
  const [colour, setColour] = useState(category?.colour ?? "green");
  const [failure, setFailure] = useState<CallFailure | null>(null);
  const [pending, startTransition] = useTransition();

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget).get("name") ?? "");
    startTransition(async () => {
      const result = await callAction(() =>
        save({ ...(category && { categoryId: category.id }), name, colour }),
      );
      if (result.ok) onDone();
      else setFailure(result);
    });
  }

  return (
    <form
      onSubmit={onSubmit}
      noValidate
      aria-label={category ? `Change ${category.name}` : "New category"}
      className="space-y-3 rounded-control bg-panel p-3"
    >
      {failure && !failure.fields.name && <Alert tone="bad">{failure.message}</Alert>}
      <TextField
        label="Name"
        name="name"
        autoFocus
        defaultValue={category?.name}
        maxLength={CATEGORY_NAME_LENGTH_MAX}
        autoComplete="off"
        error={failure?.fields.name}
      />
      <ColourFields colour={colour} onChoose={setColour} />
      <div className="flex justify-end gap-2">
        <Button variant="ghost" size="sm" onClick={onDone}>
          Cancel
        </Button>
        <Button type="submit" size="sm" pending={pending}>
          Save
        </Button>
      </div>
    </form>
  );
}
