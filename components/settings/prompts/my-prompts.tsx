"use client";

import { Slash } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { toast } from "sonner";
import type { PromptActions } from "@/components/prompts/types";
import { callAction } from "@/components/threads/call-action";
import { offerUndo } from "@/components/threads/undo";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import type { Prompt } from "@/lib/assistants/types";

/** A prompt as the list shows it: its text is cut. */
export type PromptRow = Omit<Prompt, "text"> & { beginning: string };

type MyPromptsProps = {
  prompts: PromptRow[];
  isAdmin: boolean;
  actions: Pick<PromptActions, "get" | "save" | "remove">;
};

const PromptDialog = dynamic(
  () => import("@/components/prompts/prompt-dialog").then((module) => module.PromptDialog),
  { ssr: false },
);

/** The prompts that a member finds under the stroke, and what can be done about them. */
export function MyPrompts({ prompts, isAdmin, actions }: MyPromptsProps) {
  const [edited, setEdited] = useState<Prompt | "new" | null>(null);

  async function edit({ id }: PromptRow) {
    const result = await callAction(() => actions.get({ promptId: id }));
    if (result.ok) setEdited(result.data);
    else toast.error(result.message);
  }

  async function remove({ id, name }: PromptRow) {
    const result = await callAction(() => actions.remove({ promptId: id }));
    if (!result.ok) return void toast.error(result.message);
    offerUndo(`“${name}” is deleted.`, async () => {
      const restored = await callAction(() => actions.save(result.data));
      if (!restored.ok) toast.error(restored.message);
    });
  }

  return (
    <Card id="prompts" className="scroll-mt-4">
      <CardHeader
        title="Prompts"
        description="Texts to send again: type / and the beginning of a name in a message."
        actions={
          <Button variant="outline" size="sm" onClick={() => setEdited("new")}>
            New prompt
          </Button>
        }
      />
      {prompts.length === 0 ? (
        <EmptyState icon={<Slash />} title="No prompts yet">
          Save what you ask again and again. Words in double braces, as in {"{{topic}}"}, are blanks to fill
          in.
        </EmptyState>
      ) : (
        <ul aria-label="Prompts" className="divide-y divide-line">
          {prompts.map((prompt) => (
            <Row
              key={prompt.id}
              prompt={prompt}
              onEdit={() => edit(prompt)}
              onDelete={() => remove(prompt)}
            />
          ))}
        </ul>
      )}
      {edited && (
        <PromptDialog
          prompt={edited === "new" ? undefined : edited}
          {...{ isAdmin, save: actions.save }}
          onClose={() => setEdited(null)}
        />
      )}
    </Card>
  );
}

type RowProps = { prompt: PromptRow; onEdit: () => Promise<void>; onDelete: () => Promise<void> };

function Row({ prompt, onEdit, onDelete }: RowProps) {
  const { name, beginning, visibility, mayChange } = prompt;
  return (
    <li className="flex items-center gap-2 py-2.5 first:pt-0 last:pb-0">
      <div className="min-w-0 flex-1">
        <p className="wrap-anywhere flex flex-wrap items-center gap-x-2 font-medium">
          <span>{name}</span>
          {visibility === "everyone" && <Badge>Everyone</Badge>}
        </p>
        <p className="truncate text-muted text-sm">{beginning}</p>
      </div>
      {mayChange && (
        <>
          <Button variant="ghost" size="sm" aria-label={`Edit ${name}`} onClick={() => void onEdit()}>
            Edit
          </Button>
          <Button variant="ghost" size="sm" aria-label={`Delete ${name}`} onClick={() => void onDelete()}>
            Delete
          </Button>
        </>
      )}
    </li>
  );
}
