import { verifyChain } from "@/lib/audit";
import { getEnv } from "@/lib/env";
import { verifyLedger } from "@/lib/ledger";
import { expect, test } from "./fixtures";

test("after all journeys every sum agrees with the entries, to the last unit", async ({ db }) => {
  const report = await verifyLedger(db, getEnv().ORG_TIME_ZONE);
  expect(report.problems).toEqual([]);
  expect(report.driftPicoUsd).toBe(0n);
  expect(report.entries).toBeGreaterThan(50);
});

test("after all journeys the audit log is one chain without a gap", async ({ db }) => {
  const { broken, verified } = await verifyChain(db);
  expect(broken).toBeNull();
  expect(verified).toBeGreaterThan(50);
});
