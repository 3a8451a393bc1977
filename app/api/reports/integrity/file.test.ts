import { expect, test } from "vitest";
import { sheetLines } from "@/lib/reports";
import type { IntegrityCheck } from "@/lib/reports/types";
import { integrityFile } from "./file";

const checkedAt = new Date("2026-11-22T10:42:00Z");
const sound = { verified: 12, broken: null };

async function linesOf(wrong: number, chain: IntegrityCheck["chain"]) {
  const checks = [
    { name: "days" as const, wrong, driftPicoUsd: BigInt(wrong) },
    { name: "holds" as const, wrong: 0, driftPicoUsd: 0n },
  ];
  const ledger = { entries: 3, driftPicoUsd: BigInt(wrong), checks };
  let text = "";
  for await (const line of sheetLines(integrityFile({ checkedAt, ledger, chain }).sheet)) text += line;
  return text.trimEnd().split("\r\n");
}

test("has a line for each check, and one for the audit log", async () => {
  expect(await linesOf(0, sound)).toEqual([
    "checked_at,check,about,outcome,rows_wrong,difference_usd,detail",
    '2026-11-22T10:42:00.000Z,Days,"sums by member, model and day equal their entries",sound,0,0,',
    "2026-11-22T10:42:00.000Z,Holds,budgets hold what is reserved for open calls,sound,0,0,",
    "2026-11-22T10:42:00.000Z,Audit log,each row follows from the one before,sound,0,,All 12 rows were verified.",
  ]);
});

test("says what is wrong to the last unit, with what to do, and where the log is broken", async () => {
  const [, days, , log] = await linesOf(2, { ...sound, broken: { seq: 5, why: "it is missing" } });
  expect(days).toContain("wrong,2,0.000000000002,");
  expect(days).toContain("make a backup of the database");
  expect(log).toContain("wrong,,,#5: it is missing");
});
