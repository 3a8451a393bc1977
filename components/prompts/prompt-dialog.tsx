"use client";

import { Dialog } from "@/components/ui/dialog";
import { PromptForm, type PromptFormProps } from "./prompt-form";

type PromptDialogProps = Omit<PromptFormProps, "onDone"> & { onClose: () => void };

/** Asks for a prompt's name and text; with `prompt` it changes that one. */
export function PromptDialog({ onClose, ...form }: PromptDialogProps) {
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={form.prompt ? "Edit prompt" : "New prompt"}
      description="Type / and the beginning of its name in a message to insert it. {{Words in double braces}} are blanks: Tab goes from one to the next."
    >
      <PromptForm {...form} onDone={onClose} />
    </Dialog>
  );
}
