import { useRouter } from "next/navigation";
import { useEffect } from "react";
import type { BudgetBrief } from "@/components/shell/budget-words";

/** What a browser's timer can count to. */
const TIMER_MS_MAX = 2 ** 31 - 2000;
const CLOCK_SLACK_MS = 1000;

/** When a budget begins anew the page says so by itself. */
export function useRefreshAtReset(budget: BudgetBrief | null) {
  const router = useRouter();
  const delayMs = budget?.resetsInMs ?? Number.POSITIVE_INFINITY;

  useEffect(() => {
    if (delayMs > TIMER_MS_MAX) return;
    const timer = setTimeout(() => router.refresh(), delayMs + CLOCK_SLACK_MS);
    return () => clearTimeout(timer);
  }, [router, delayMs]);
}
