"use client";

import { type FormEvent, useState, useTransition } from "react";
import { Alert } from "@/components/ui/alert";
import { cn } from "@/components/ui/cn";
import { Dialog } from "@/components/ui/dialog";
import { FormEnd } from "@/components/ui/form-end";
import { TextField } from "@/components/ui/text-field";
import type { Category, CategoryColour } from "@/lib/assistants/types";
import { type CallFailure, callAction } from "./call-action";
import { CATEGORY_COLOURS, COLOUR_STYLES } from "./category-colours";
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
  const [pending, startTransition] = useTransition();
  const nameError = failure?.fields.name;

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const name = new FormData(event.currentTarget).get("name");
    startTransition(async () => {
      const result = await callAction(() => save({ name: String(name ?? ""), colour }));
      if (!result.ok) return setFailure(result);
      onSaved(result.data);
      onClose();
    });
  }

  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title="New category" className="max-w-sm">
      <form onSubmit={onSubmit} noValidate className="space-y-4">
        {failure && !nameError && <Alert tone="bad">{failure.message}</Alert>}
        <TextField
          label="Name"
          name="name"
          maxLength={CATEGORY_NAME_LENGTH_MAX}
          autoComplete="off"
          error={nameError}
        />
        <fieldset>
          <legend className="mb-1.5 font-medium text-sm">Colour</legend>
          <div className="flex gap-1.5">
            {CATEGORY_COLOURS.map((each) => (
              <ColourChoice key={each} colour={each} checked={each === colour} onCheck={setColour} />
            ))}
          </div>
        </fieldset>
        <FormEnd pending={pending} />
      </form>
    </Dialog>
  );
}

type ColourChoiceProps = {
  colour: CategoryColour;
  checked: boolean;
  onCheck: (colour: CategoryColour) => void;
};

function ColourChoice({ colour, checked, onCheck }: ColourChoiceProps) {
  return (
    <label
      title={colour}
      className="relative inline-flex size-9 items-center justify-center rounded-full border-2 border-transparent has-focus-visible:outline-2 has-focus-visible:outline-accent has-checked:border-ink"
    >
      <input
        type="radio"
        name="colour"
        value={colour}
        checked={checked}
        onChange={() => onCheck(colour)}
        aria-label={`${colour[0]?.toUpperCase()}${colour.slice(1)}`}
        className="absolute inset-0 cursor-pointer appearance-none rounded-full outline-none"
      />
      <span aria-hidden className={cn("size-5.5 rounded-full", COLOUR_STYLES[colour])} />
    </label>
  );
}
