"use client";

import { RefreshCw } from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect, useTransition } from "react";
import { Button } from "@/components/ui/button";
import type { Submit } from "@/components/ui/use-submit";

const LOOK_EVERY_MS = 1_500;

type CheckAgainProps = {
  isRunning: boolean;
  /** True where no check knows what there is now. */
  isOutrun: boolean;
  check: Submit;
};

/** Has everything checked anew, and looks how far that is: what the last check found stays until then. */
export function CheckAgain({ isRunning, isOutrun, check }: CheckAgainProps) {
  const router = useRouter();
  const [isPending, startTransition] = useTransition();

  useEffect(() => {
    if (!isRunning) return;
    const timer = setInterval(() => router.refresh(), LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [isRunning, router]);

  const isBusy = isRunning || isPending;
  return (
    <Button
      variant="outline"
      size="pill"
      pending={isBusy}
      onClick={() => startTransition(async () => void (await check(new FormData())))}
    >
      {!isBusy && <RefreshCw aria-hidden />}
      {isOutrun ? "Check now" : "Check again"}
    </Button>
  );
}
