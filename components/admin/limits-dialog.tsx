"use client";

import { useCallback, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogTrigger } from "@/components/ui/dialog";
import { LimitsForm, type LimitsFormProps } from "./limits-form";

type LimitsDialogProps = Omit<LimitsFormProps, "onSaved"> & {
  title: string;
  description: string;
  button: string;
  /** Tells buttons with the same words apart. */
  buttonLabel?: string;
  variant?: "outline" | "link";
};

/** A button that opens the two amounts of a budget. */
export function LimitsDialog({
  title,
  description,
  button,
  buttonLabel,
  variant,
  ...form
}: LimitsDialogProps) {
  const [open, setOpen] = useState(false);
  const close = useCallback(() => setOpen(false), []);
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title={title}
      description={description}
      trigger={
        <DialogTrigger asChild>
          <Button
            variant={variant ?? "outline"}
            size="sm"
            aria-label={buttonLabel}
            className={variant === "link" ? "h-auto px-0" : ""}
          >
            {button}
          </Button>
        </DialogTrigger>
      }
    >
      <LimitsForm {...form} onSaved={close} />
    </Dialog>
  );
}
