import { expect, test } from "vitest";
import type { Reconciliation, ReconciliationRow } from "@/lib/finance";
import { readCsv } from "@/lib/finance/testing/read-csv";
import { reconciliationFile, reconciliationPaper } from "./file";

const USD = 10n ** 12n;
const row = (over: Partial<ReconciliationRow> = {}): ReconciliationRow => ({
  ...{ day: "2026-11-21", model: "gpt-4o", isRead: true, billedPicoUsd: 3n * USD, computedPicoUsd: 2n * USD },
  ...{
    estimatedPicoUsd: 0n,
    adjustedPicoUsd: 0n,
    calls: 4,
    unpricedCalls: 0,
    roundedCalls: 0,
    unsettledCalls: 0,
  },
  ...over,
});

const found = (rows: ReconciliationRow[], estimatedPicoUsd = 0n): Reconciliation => ({
  ...{ provider: "openai", from: "2026-11-20", to: "2026-11-21", rows, daysRead: ["2026-11-21"] },
  ...{ billedPicoUsd: 3n * USD, computedPicoUsd: 2n * USD, estimatedPicoUsd },
});

async function read(rows: ReconciliationRow[]) {
  let text = "";
  for await (const piece of reconciliationFile(found(rows))) text += piece;
  return readCsv(text);
}

test("has a gap with its reason where the day was read, and none where it was not", async () => {
  const [first, second, third] = await read([
    row(),
    row({ model: "=1+1", billedPicoUsd: null }),
    row({ day: "2026-11-20", model: "", isRead: false, billedPicoUsd: null }),
  ]);
  expect(first).toMatchObject({ day_utc: "2026-11-21", computed_usd: "2", billed_usd: "3", gap_usd: "1" });
  expect(first?.why).toContain("Calls that did not go through Purser");
  expect(second).toMatchObject({ model: "'=1+1", billed_usd: "", gap_usd: "-2" });
  expect(third).toMatchObject({ model: "No model", billed_usd: "", gap_usd: "" });
  expect(third?.why).toBe("The provider’s costs of this day are not read yet.");
});

test("says on paper which days it is of, and of how many the costs were read", () => {
  const { about, figures } = reconciliationPaper(found([row()]), new Date("2026-11-22T12:00:00Z"));
  expect(about[0]).toContain("2026-11-20 to 2026-11-21; days in UTC");
  expect(about[1]).toContain("of one day;");
  expect(figures).toContainEqual(["Gap", "$1.00"]);
  expect(figures).toContainEqual(["Computed on the days that are read", "$2.00"]);
  const partly = reconciliationPaper(found([row()], 1n), new Date("2026-11-22T12:00:00Z"));
  expect(partly.figures).toContainEqual(["Computed on the days that are read", "about $2.00"]);
});
