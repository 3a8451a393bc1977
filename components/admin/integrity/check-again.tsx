"use client";

import { RefreshCw } from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect, useTransition } from "react";
import { Button } from "@/components/ui/button";
import type { Submit } from "@/components/ui/use-submit";

const LOOK_EVERY_MS = 1_500;

type CheckAgainProps = { isRunning: boolean; check: Submit };

/** Has everything checked anew, and looks how far that is: what the last check found stays until then. */
export function CheckAgain({ isRunning, check }: CheckAgainProps) {
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
      Check again
    </Button>
  );
}
