import { type FormEvent, useState, useTransition } from "react";
import { callAction } from "@/components/threads/call-action";
import { Alert } from "@/components/ui/alert";
import { cn } from "@/components/ui/cn";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { FormEnd } from "@/components/ui/form-end";
import { controlStyles } from "@/components/ui/input";
import type { ActionResult } from "@/lib/errors";

type NoteDialogProps = {
  note: string;
  save: (note: string) => Promise<ActionResult<unknown>>;
  onSaved: (note: string) => void;
  onClose: () => void;
};

const NOTE_LENGTH_MAX = 1_000;

/** Asks what was wrong with an answer. */
export function NoteDialog({ note, save, onSaved, onClose }: NoteDialogProps) {
  const [problem, setProblem] = useState<string | null>(null);
  const [pending, startTransition] = useTransition();

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const written = String(new FormData(event.currentTarget).get("note") ?? "").trim();
    startTransition(async () => {
      const result = await callAction(() => save(written));
      if (!result.ok) return setProblem(result.message);
      onSaved(written);
      onClose();
    });
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="What was wrong with this answer?"
      description="Your note stays in your organisation; it is not sent to the model’s provider."
    >
      <form onSubmit={onSubmit} className="space-y-4">
        {problem && <Alert tone="bad">{problem}</Alert>}
        <Field label="Note">
          {(control) => (
            <textarea
              {...control}
              name="note"
              rows={4}
              maxLength={NOTE_LENGTH_MAX}
              defaultValue={note}
              className={cn(controlStyles, "py-2")}
            />
          )}
        </Field>
        <FormEnd pending={pending} />
      </form>
    </Dialog>
  );
}
