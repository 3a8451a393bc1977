"use client";

import { type FormEvent, useState, useTransition } from "react";
import { toast } from "sonner";
import { type CallFailure, callAction } from "@/components/threads/call-action";
import { Alert } from "@/components/ui/alert";
import { ChoiceField } from "@/components/ui/choice-field";
import { cn } from "@/components/ui/cn";
import { Field } from "@/components/ui/field";
import { FormEnd } from "@/components/ui/form-end";
import { controlStyles } from "@/components/ui/input";
import { TextField } from "@/components/ui/text-field";
import type { Prompt } from "@/lib/assistants/types";
import type { PromptActions } from "./types";

export type PromptFormProps = {
  /** The one that is changed; a new one without it. */
  prompt?: Prompt | undefined;
  /** What a new one begins with. */
  text?: string | undefined;
  isAdmin: boolean;
  save: PromptActions["save"];
  onDone: () => void;
};

const NAME_LENGTH_MAX = 60;
const TEXT_LENGTH_MAX = 8_000;
const VISIBILITIES = { me: "Only me", everyone: "Everyone" };

export function PromptForm({ prompt, text = "", isAdmin, save, onDone }: PromptFormProps) {
  const [failure, setFailure] = useState<CallFailure | null>(null);
  const [pending, startTransition] = useTransition();
  const errors = failure?.fields ?? {};

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const typed = (field: string) => String(form.get(field) ?? "");
    startTransition(async () => {
      const result = await callAction(() =>
        save({
          promptId: prompt?.id,
          ...{ name: typed("name"), text: typed("text") },
          visibility: typed("visibility") === "everyone" ? "everyone" : "me",
        }),
      );
      if (!result.ok) return setFailure(result);
      toast.success(result.data.message);
      onDone();
    });
  }

  return (
    <form onSubmit={onSubmit} noValidate className="space-y-4">
      {failure && Object.keys(errors).length === 0 && <Alert tone="bad">{failure.message}</Alert>}
      <TextField
        label="Name"
        name="name"
        maxLength={NAME_LENGTH_MAX}
        autoComplete="off"
        defaultValue={prompt?.name}
        error={errors.name}
      />
      <Field label="Text" error={errors.text}>
        {(control) => (
          <textarea
            {...control}
            name="text"
            rows={6}
            maxLength={TEXT_LENGTH_MAX}
            defaultValue={prompt?.text ?? text.slice(0, TEXT_LENGTH_MAX)}
            className={cn(controlStyles, "block field-sizing-content max-h-[40dvh] min-h-32 py-2")}
          />
        )}
      </Field>
      {isAdmin && (
        <ChoiceField
          label="Who finds it"
          name="visibility"
          choices={VISIBILITIES}
          initial={prompt?.visibility}
          hint="Admins change and delete what everyone finds."
          error={errors.visibility}
        />
      )}
      <FormEnd pending={pending} />
    </form>
  );
}
