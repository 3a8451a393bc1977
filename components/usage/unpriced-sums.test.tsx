import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import type { BudgetStanding } from "@/lib/budgets/types";
import { parseUsd } from "@/lib/money";
import { NO_USAGE } from "@/lib/reports";
import type { MemberBreakdown, MemberMonth, UnpricedUse } from "@/lib/reports/types";
import { CategoryCosts } from "./category-costs";
import { ThreadCosts } from "./thread-costs";
import { ClosedTiles, CurrentTiles } from "./usage-tiles";

const today = "2026-11-20";
const unknown = { ...NO_USAGE, calls: 3, answers: 3, inputTokens: 100 };
const known = { ...NO_USAGE, calls: 1, answers: 1, costPicoUsd: parseUsd("1") };
const both = { ...unknown, calls: 4, answers: 4, costPicoUsd: parseUsd("1") };
const unpriced: UnpricedUse[] = [
  {
    ...{ provider: "local-a", model: "mystery", calls: 3 },
    lines: [
      { day: "2026-11-10", purpose: "answer", calls: 1 },
      { day: today, purpose: "answer", calls: 2 },
    ],
  },
];

const thread = { title: "Plan", isApiKey: false, isTemporary: false };
const span = {
  ...{ month: "2026-11", currentMonth: "2026-11", timeZone: "UTC", today, days: [today] },
  ...{ lastDay: "2026-11-30", firstMonth: "2026-11", readAt: new Date() },
};
const month: MemberMonth = {
  ...{ span, total: unknown, today: { ...unknown, calls: 2 }, days: [{ ...unknown, day: today }] },
  ...{ models: [], purposes: [], threads: [{ ...unknown, ...thread, threadId: "t1" }], otherThreads: null },
};
const mixed = { ...month, total: both, threads: [{ ...known, ...thread, threadId: "t2" }, ...month.threads] };
const nothing = { calls: 0, tokens: 0, costPicoUsd: 0n };
const breakdown: MemberBreakdown = {
  tokens: {
    ...{ kinds: [], reasoning: nothing, roundingPicoUsd: 0n, estimated: nothing, corrected: nothing },
    unpriced: { calls: 3, tokens: 100 },
  },
  cache: { answers: 0, savedPicoUsd: 0n },
  downgrade: { answers: 0, savedPicoUsd: 0n },
};

/** The last cell of each row. */
function costsIn(html: string): string[] {
  return [...html.matchAll(/<tr.*?<\/tr>/gs)].map(([row]) => wordsOf(row.slice(row.lastIndexOf("<t"))));
}

function wordsOf(html: string): string {
  return html
    .replaceAll(/<[^>]+>/g, " ")
    .replaceAll(/\s+/g, " ")
    .trim();
}

const threadsOf = (of: MemberMonth, calls: number) =>
  costsIn(
    renderToStaticMarkup(<ThreadCosts month={of} unpriced={calls} showsAll={false} showAllHref="/usage" />),
  );

test("says of threads that nothing of their cost is known, and below how many calls have no price", () => {
  expect(threadsOf(month, 3)).toEqual(["Cost", "none known", "unpriced"]);
  expect(threadsOf(mixed, 3)).toEqual(["Cost", "$1.00", "none known", "$1.00 + 3 unpriced"]);
  expect(threadsOf(month, 0)).toEqual(["Cost", "$0.00", "$0.00"]);
});

test("says the same of categories", () => {
  const categories = [{ ...unknown, categoryId: null, isApiKey: false, name: null, colour: null }];
  const html = renderToStaticMarkup(
    <CategoryCosts categories={categories} total={month.total} unpriced={3} />,
  );
  expect(costsIn(html)).toEqual(["Cost", "none known", "unpriced"]);
});

test("says it in the tiles of a running month", () => {
  const budgets = { month: undefined, day: undefined };
  const tilesOf = (of: MemberMonth) =>
    wordsOf(
      renderToStaticMarkup(
        <CurrentTiles month={of} forecast={null} {...{ budgets, breakdown, unpriced }} usedUp={undefined} />,
      ),
    );
  expect(tilesOf(month)).toContain("Spent this month unpriced No monthly");
  expect(tilesOf(month)).toContain("Today unpriced");
  expect(tilesOf(mixed)).toContain("Spent this month $1.00 + 3 unpriced No monthly");
});

test("says about how much a budget that is used up is exceeded, where a part of it is estimated", () => {
  const standing = {
    ...{ budgetId: "b", scope: "member", scopeId: "u", subjectId: "", period: "month", unit: "usd" },
    ...{ onLimit: "block", downgradeTo: null, thresholds: [], limit: parseUsd("1") },
    ...{ effectiveLimit: parseUsd("1"), spent: parseUsd("1.5"), reserved: 0n, remaining: 0n },
    ...{ startsAt: new Date("2026-11-01"), resetsAt: new Date("2026-12-01") },
  } as const satisfies Omit<BudgetStanding, "estimated">;
  const leftOf = (usedUp: BudgetStanding) =>
    wordsOf(
      renderToStaticMarkup(
        <CurrentTiles
          {...{ month, forecast: null, breakdown, unpriced: [], usedUp }}
          budgets={{ month: usedUp, day: undefined }}
        />,
      ),
    );
  expect(leftOf({ ...standing, estimated: 1n })).toContain(
    "Left this month ≈ $0.00 over by ≈ $0.50, nothing",
  );
  expect(leftOf(standing)).toContain("Left this month $0.00 over by $0.50, nothing");
});

test("says it in the tiles of a closed month", () => {
  const closed = { ...month, span: { ...span, today: null } };
  const html = renderToStaticMarkup(<ClosedTiles month={closed} {...{ breakdown, unpriced }} />);
  expect(wordsOf(html)).toContain("Spent in November unpriced");
  expect(wordsOf(html)).toContain("Dearest day None known Some calls have no price");
  expect(wordsOf(html)).toContain("Average per answer unpriced");
});
