"use client";

import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { ActionResult } from "@/lib/errors";

type RevokeKeyDialogProps = {
  apiKeyId: string;
  name: string;
  revoke: (input: { apiKeyId: string }) => Promise<ActionResult<unknown>>;
};

/** Asks first: a program that still uses the key stops working, and no key can be brought back. */
export function RevokeKeyDialog({ apiKeyId, name, revoke }: RevokeKeyDialogProps) {
  return (
    <ConfirmDialog
      button={
        <Button variant="ghost" size="sm" aria-label={`Revoke ${name}`}>
          Revoke
        </Button>
      }
      title={`Revoke ${name}?`}
      description="Programs that use it are refused from now on. It cannot be brought back; what it spent stays where it is."
      yes="Revoke key"
      act={() => revoke({ apiKeyId })}
      done={`The key ${name} no longer works.`}
    />
  );
}
