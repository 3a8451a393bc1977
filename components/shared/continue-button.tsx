"use client";

import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { toast } from "sonner";
import { callAction } from "@/components/threads/call-action";
import { Button } from "@/components/ui/button";
import type { ActionResult } from "@/lib/errors";

type ContinueButtonProps = {
  token: string;
  onContinue: (input: { token: string }) => Promise<ActionResult<{ threadId: string }>>;
};

/** Copies what is shared into a thread of the reader's own and leads there. */
export function ContinueButton({ token, onContinue }: ContinueButtonProps) {
  const router = useRouter();
  const [pending, startTransition] = useTransition();

  function go() {
    startTransition(async () => {
      const result = await callAction(() => onContinue({ token }));
      if (result.ok) router.push(`/threads/${result.data.threadId}`);
      else toast.error(result.message);
    });
  }

  return (
    <Button
      size="pill"
      pending={pending}
      onClick={go}
      title="Copies what is shown here into a thread of your own"
    >
      Continue<span className="-ml-1 max-sm:sr-only"> in a thread of your own</span>
    </Button>
  );
}
