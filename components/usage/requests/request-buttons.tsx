"use client";

import { useTransition } from "react";
import { toast } from "sonner";
import { callAction } from "@/components/threads/call-action";
import { offerUndo } from "@/components/threads/undo";
import { Button } from "@/components/ui/button";
import type { RequestActions } from "./ask-card";

type ButtonProps<K extends keyof RequestActions> = {
  requestId: string;
  actions: Pick<RequestActions, K>;
};

/** Takes a request back at once, with the way to undo it. */
export function WithdrawButton({ requestId, actions }: ButtonProps<"withdraw" | "reopen">) {
  const [pending, startTransition] = useTransition();
  function reopen() {
    startTransition(async () => {
      const result = await callAction(() => actions.reopen({ requestId }));
      if (!result.ok) toast.error(result.message);
    });
  }
  function withdraw() {
    startTransition(async () => {
      const result = await callAction(() => actions.withdraw({ requestId }));
      if (result.ok) offerUndo("Your request is withdrawn.", reopen);
      else toast.error(result.message);
    });
  }
  return (
    <Button variant="outline" size="sm" onClick={withdraw} pending={pending}>
      Withdraw
    </Button>
  );
}

/** Puts an answer away. */
export function DismissButton({ requestId, actions }: ButtonProps<"dismiss">) {
  const [pending, startTransition] = useTransition();
  function dismiss() {
    startTransition(async () => {
      const result = await callAction(() => actions.dismiss({ requestId }));
      if (!result.ok) toast.error(result.message);
    });
  }
  return (
    <Button variant="outline" size="sm" onClick={dismiss} pending={pending}>
      Got it
    </Button>
  );
}
