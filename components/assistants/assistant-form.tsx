"use client";

import type { Route } from "next";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { ChoiceField } from "@/components/ui/choice-field";
import { HiddenFields } from "@/components/ui/hidden-fields";
import { TextField } from "@/components/ui/text-field";
import { useSubmit } from "@/components/ui/use-submit";
import type { Assistant } from "@/lib/assistants/types";
import { InstructionsField } from "./instructions-field";
import type { AssistantChoices, AssistantFormProps } from "./types";
import { bareName } from "./words";

/** An assistant, new or to be changed. */
export function AssistantForm({ assistant, choices, save, weigh }: AssistantFormProps) {
  const router = useRouter();
  const [model, setModel] = useState(assistant?.model ?? "");
  const { form, pending, message, errorOf } = useSubmit(save, () => router.push("/assistants" as Route));
  return (
    <form {...form} className="space-y-5">
      {message && <Alert tone="bad">{message}</Alert>}
      {assistant && <HiddenFields values={{ assistantId: assistant.id }} />}
      <TextField
        label="Name"
        name="name"
        maxLength={60}
        autoComplete="off"
        defaultValue={assistant?.name ?? ""}
        hint="Its answers stand under this name."
        error={errorOf("name")}
      />
      <TextField
        label="Description"
        name="description"
        maxLength={200}
        autoComplete="off"
        defaultValue={assistant?.description ?? ""}
        hint="One sentence that says what it is good for."
        error={errorOf("description")}
      />
      <InstructionsField
        initial={assistant?.instructions ?? ""}
        model={model}
        weigh={weigh}
        error={errorOf("instructions")}
      />
      <div className="grid gap-5 sm:grid-cols-2">
        <ChoiceField
          label="Model"
          name="model"
          choices={modelChoices(choices, assistant)}
          value={model}
          onChoose={setModel}
          hint="Members can choose another one that their plan has."
          error={errorOf("model")}
        />
        <TextField
          label="Longest answer, in tokens"
          name="outputTokensMax"
          inputMode="numeric"
          autoComplete="off"
          placeholder="As long as plans allow"
          defaultValue={assistant?.outputTokensMax ?? ""}
          hint="From 256 to 4,096. It limits what a message can cost."
          error={errorOf("outputTokensMax")}
        />
      </div>
      <ChoiceField
        label="Who sees it"
        name="sharing"
        choices={sharingChoices(choices, assistant)}
        initial={sharingOf(assistant)}
        hint="Whoever sees it can read what it is told. Admins can change what others see."
        error={errorOf("sharing")}
      />
      <p className="text-muted text-sm">
        An assistant has no tools: it reads the thread and writes, and calls nothing else.
      </p>
      <div className="flex justify-end gap-2 pt-1">
        <Button asChild variant="ghost">
          <Link href={"/assistants" as Route}>Cancel</Link>
        </Button>
        <Button type="submit" pending={pending}>
          Save
        </Button>
      </div>
    </form>
  );
}

/** With the one that is set, should it not be offered any more. */
function modelChoices({ models }: AssistantChoices, assistant: Assistant | null): Record<string, string> {
  const current = assistant?.model;
  const offered = models.map(({ id, name }) => [id, name] as const);
  const known = !current || models.some(({ id }) => id === current);
  return Object.fromEntries([
    ["", "Whichever the member chooses"],
    ...(known ? [] : [[current, `${bareName(current)} (not offered any more)`] as const]),
    ...offered,
  ]);
}

function sharingChoices(
  { departments }: AssistantChoices,
  assistant: Assistant | null,
): Record<string, string> {
  const { departmentId = null, departmentName = null } = assistant ?? {};
  const kept =
    departmentId !== null && !departments.some(({ id }) => id === departmentId)
      ? [{ id: departmentId, name: departmentName ?? "" }]
      : [];
  return Object.fromEntries([
    ["me", "Only me"],
    ...[...kept, ...departments].map(({ id, name }) => [`department:${id}`, `Department ${name}`] as const),
    ["everyone", "Everyone in the organisation"],
  ]);
}

function sharingOf(assistant: Assistant | null): string {
  if (!assistant) return "me";
  const { visibility, departmentId } = assistant;
  return visibility === "department" ? `department:${departmentId ?? ""}` : visibility;
}
