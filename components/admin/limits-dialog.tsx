"use client";

import { Button } from "@/components/ui/button";
import { FormDialog } from "@/components/ui/form-dialog";
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
export function LimitsDialog(props: LimitsDialogProps) {
  const { title, description, button, buttonLabel, variant = "outline", ...form } = props;
  return (
    <FormDialog
      title={title}
      description={description}
      button={
        <Button
          variant={variant}
          size="sm"
          aria-label={buttonLabel}
          className={variant === "link" ? "h-auto px-0" : ""}
        >
          {button}
        </Button>
      }
    >
      {(close) => <LimitsForm {...form} onSaved={close} />}
    </FormDialog>
  );
}
