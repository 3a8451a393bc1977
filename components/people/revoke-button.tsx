"use client";

import { useTransition } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import type { ActionResult } from "@/lib/errors";

export type RevokeAction = (input: { invitationId: string }) => Promise<ActionResult<void>>;

export function RevokeButton({ invitationId, revoke }: { invitationId: string; revoke: RevokeAction }) {
  const [isPending, startTransition] = useTransition();
  function onClick() {
    startTransition(async () => {
      const result = await revoke({ invitationId });
      if (result.ok) toast.success("The link no longer works.");
      else toast.error(result.message);
    });
  }
  return (
    <Button variant="ghost" size="sm" onClick={onClick} pending={isPending}>
      Revoke
    </Button>
  );
}
