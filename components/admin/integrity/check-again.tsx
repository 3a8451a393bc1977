"use client";

import { RefreshCw } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { Button } from "@/components/ui/button";

/** Audits anew; what stands on the page stays until the new figures are there. */
export function CheckAgain() {
  const router = useRouter();
  const [isPending, startTransition] = useTransition();
  return (
    <Button
      variant="outline"
      size="pill"
      pending={isPending}
      onClick={() => startTransition(() => router.refresh())}
    >
      {!isPending && <RefreshCw aria-hidden />}
      Check again
    </Button>
  );
}
