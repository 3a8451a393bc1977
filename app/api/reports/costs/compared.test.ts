import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { readAddress, type SearchParams } from "@/app/(workspace)/admin/costs/address";
import type { Conn } from "@/db/client";
import { inTestTransaction } from "@/db/testing";
import { useOwnDb } from "@/db/testing/own-db";
import { renderSheet } from "@/lib/finance";
import { readCsv } from "@/lib/finance/testing/read-csv";
import { readPdf } from "@/lib/finance/testing/read-pdf";
import { parseUsd } from "@/lib/money";
import type { Ctx } from "@/lib/org/types";
import { getCosts } from "@/lib/reports";
import { bookCall } from "@/lib/reports/testing/calls";
import { givenMember } from "@/lib/reports/testing/rows";
import { costsFile, costsPaper } from "./file";

const own = useOwnDb();
const clock = { now: new Date("2019-11-20T12:00:00Z"), timeZone: "UTC" };
const RANGE = { range: "custom", from: "2019-11-04", to: "2019-11-12" };

/** Some days of the range, and some of those before it, have no cost. */
async function givenUse(tx: Conn): Promise<Ctx> {
  await tx.execute(sql`set local idle_in_transaction_session_timeout = 0`);
  const admin = await givenMember(tx, "Owner", "owner");
  const { userId } = admin.actor;
  for (const [n, day] of ["10-26", "10-28", "10-28", "11-03", "11-04", "11-04", "11-09"].entries()) {
    const at = new Date(`2019-${day}T08:00:00Z`);
    const costPicoUsd = 10n ** 12n + BigInt(n);
    await bookCall(tx, { userId, at, timeZone: "UTC", costPicoUsd, model: `model-${n % 2}` });
  }
  return admin;
}

function readCosts(admin: Ctx, params: SearchParams, divides: boolean) {
  const { address, granularity } = readAddress({ ...RANGE, ...params }, clock);
  const { range, by, second, filters } = address;
  const asked = { range, granularity, group: by, subgroup: second, filters, ...clock };
  return getCosts(admin, { ...asked, divides });
}

async function textOf(costs: Parameters<typeof costsFile>[0]): Promise<string> {
  let text = "";
  for await (const piece of costsFile(costs)) text += piece;
  return text;
}

const sumOf = (cells: (string | undefined)[]) =>
  cells.reduce((sum, cell) => sum + (cell ? parseUsd(cell) : 0n), 0n);

test.each([
  { per: "day" },
  { per: "week" },
  { per: "month" },
  { per: "day", second: "member" },
  { per: "week", second: "member" },
])("a compared file has what the days before cost by bar, and in no sum of the days: %o", (params) =>
  inTestTransaction(own.db, async (tx) => {
    const admin = await givenUse(tx);
    const costs = await readCosts(admin, params, true);
    const { total, before, beforeBuckets } = costs;
    expect([total.costPicoUsd, before.costPicoUsd]).toEqual([3n * 10n ** 12n + 15n, 4n * 10n ** 12n + 6n]);
    const plain = await textOf(costs);
    const text = await textOf({ ...costs, compares: true });
    const [head = ""] = plain.split("\r\n");
    expect(text.split("\r\n")[0]).toBe(`${head},days_before_usd`);
    const lines = readCsv(text);
    expect(sumOf(lines.map(({ cost_usd }) => cost_usd))).toBe(total.costPicoUsd);
    expect(sumOf(lines.map(({ days_before_usd }) => days_before_usd))).toBe(before.costPicoUsd);
    const past = lines.filter(({ model_key }) => model_key === "before");
    expect(past.map(({ from, days_before_usd = "" }) => [from, parseUsd(days_before_usd)])).toEqual(
      beforeBuckets.map(({ bucket, costPicoUsd }) => [bucket, costPicoUsd]),
    );
    for (const line of past) expect(line).toMatchObject({ model: "Days before", calls: "", cost_usd: "" });
    expect(lines.length - past.length).toBe(readCsv(plain).length);
    const days = lines.map(({ from }) => from);
    expect(days).toEqual(days.toSorted());
  }),
);

test.each([{}, { second: "member" }])("paper has it too, with its sum: %o", (params) =>
  inTestTransaction(own.db, async (tx) => {
    const admin = await givenUse(tx);
    const costs = await readCosts(admin, params, false);
    const of = async (compares: boolean) => {
      const paper = costsPaper({ ...costs, compares }, []);
      return (await readPdf(await renderSheet(admin, paper))).text;
    };
    expect(await of(false)).not.toContain("Days before");
    const text = await of(true);
    expect(text).toContain("All 3 3.000000000015 0 4.000000000006");
    expect(text).toMatch(/Days before, \$/);
  }),
);
