"use client";

import { LimitsForm } from "@/components/admin/limits-form";
import { Button } from "@/components/ui/button";
import { FormDialog } from "@/components/ui/form-dialog";
import type { KeyActions, KeyRow } from "./types";

type KeyLimitDialogProps = { apiKey: KeyRow; words: string[]; action: KeyActions["limit"] };

/** What a key may spend, as a button that changes it. */
export function KeyLimitDialog({ apiKey, words, action }: KeyLimitDialogProps) {
  const { apiKeyId, name, month, day } = apiKey;
  return (
    <FormDialog
      title={`Limit of ${name}`}
      description="It holds beside your own budgets, from the next request on."
      button={
        <Button
          variant="link"
          size="sm"
          className="h-auto flex-col items-start gap-0 px-0"
          aria-label={`Limit of ${name}: ${words.join(", ")}`}
        >
          {words.map((limit) => (
            <span key={limit}>{limit}</span>
          ))}
        </Button>
      }
    >
      {(close) => (
        <LimitsForm
          action={action}
          whose={{ apiKeyId }}
          limits={{ month, day }}
          emptyMeans="An empty field takes the limit away."
          onSaved={close}
        />
      )}
    </FormDialog>
  );
}
