"use client";

import { Plus } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { Button } from "./button";
import { FormDialog } from "./form-dialog";

type AddDialogProps = Omit<ComponentProps<typeof FormDialog>, "button"> & {
  button: string;
  icon?: ReactNode;
};

/** A button that opens the form of something new. */
export function AddDialog({ button, icon = <Plus aria-hidden />, ...dialog }: AddDialogProps) {
  return (
    <FormDialog
      button={
        <Button size="pill">
          {icon}
          {button}
        </Button>
      }
      {...dialog}
    />
  );
}
