import { expect, test } from "vitest";
import type { PlanExposure } from "@/lib/reports/types";
import { planPage } from "./plan-page";

const plan = (n: number): PlanExposure => ({
  ...{ planId: `plan-${n}`, name: `Plan ${n}`, models: null, messages: null, members: 0, activeMembers: 0 },
  ...{ inputTokensMax: null, outputTokensMax: null, requestPicoUsdMax: null },
  exposure: { monthPicoUsd: null, messagePicoUsd: null, model: null, messages: null, missing: "messages" },
});
const all = Array.from({ length: 60 }, (_, n) => plan(n));

test("plans are paged without a gap, searched in any letter case, and begin anew after an unknown cursor", () => {
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = planPage(all, { cursor });
    expect(page.plans.length).toBeLessThanOrEqual(25);
    seen.push(...page.plans.map(({ planId }) => planId));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  expect(seen).toEqual(all.map(({ planId }) => planId));
  expect(planPage(all, { text: "PLAN 5" }).plans).toHaveLength(11);
  expect(planPage(all, { text: "none" })).toEqual({ plans: [], nextCursor: null });
  expect(planPage(all, { cursor: "gone" }).plans[0]?.planId).toBe("plan-0");
});
