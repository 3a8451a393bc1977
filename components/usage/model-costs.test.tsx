import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { NO_USAGE } from "@/lib/reports";
import type { MemberReport, UnpricedUse } from "@/lib/reports/types";
import { ModelCosts } from "./model-costs";

const [from, model] = ["2026-11-10", { provider: "local-a", model: "mystery" }];
const span = {
  ...{ month: "2026-11", currentMonth: "2026-11", timeZone: "UTC", today: from, days: [from] },
  ...{ lastDay: "2026-11-30", firstMonth: "2026-11", readAt: new Date() },
};

/** What stands behind each purpose. */
function purposesOf(purposes: MemberReport["month"]["purposes"], unpriced: UnpricedUse[]): string[] {
  const models = [{ ...NO_USAGE, ...model, calls: 3 }];
  const month = { span, total: NO_USAGE, today: null, days: [], models, purposes };
  const html = renderToStaticMarkup(<ModelCosts month={month} unpriced={unpriced} />);
  return [...html.matchAll(/<dd.*?<\/dd>/g)].map(([cell]) => cell.replaceAll(/<[^>]+>/g, " ").trim());
}

test("says of a purpose that its cost is unknown, or how much of it is, and never that it was nothing", () => {
  const line = (purpose: string, calls: number) => ({ day: from, purpose, calls });
  const unpriced = [{ ...model, calls: 3, lines: [line("answer", 2), line("title", 1)] }];
  const purposes = [
    { ...NO_USAGE, purpose: "answer", calls: 2 },
    { ...NO_USAGE, purpose: "title", calls: 4, costPicoUsd: 10n ** 12n },
  ];
  expect(purposesOf(purposes, unpriced)).toEqual(["unpriced", "$1.00  + 1 unpriced"]);
  expect(purposesOf(purposes.slice(0, 1), [])).toEqual(["$0.00"]);
});
