import type { PlanExposure } from "@/lib/reports/types";

const PAGE_SIZE = 25;

type PlanQuery = { text?: string | undefined; cursor?: string | undefined };
type PlanPage = { plans: PlanExposure[]; nextCursor: string | null };

/** The plans that have a text in their names. There are at most a hundred, and all are read for the worst case. */
export function plansNamed(all: readonly PlanExposure[], text: string | undefined): PlanExposure[] {
  const words = text?.toLowerCase() ?? "";
  return all.filter(({ name }) => name.toLowerCase().includes(words));
}

/** A page of 25 of them. An unknown cursor means the first page. */
export function planPage(all: readonly PlanExposure[], { text, cursor }: PlanQuery): PlanPage {
  const found = plansNamed(all, text);
  const start = found.findIndex(({ planId }) => planId === cursor) + 1;
  const plans = found.slice(start, start + PAGE_SIZE);
  const last = start + PAGE_SIZE < found.length ? plans.at(-1) : undefined;
  return { plans, nextCursor: last?.planId ?? null };
}
