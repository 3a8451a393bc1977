import { eq } from "drizzle-orm";
import { afterEach, describe, expect, test } from "vitest";
import type { Conn } from "@/db/client";
import { attempts, priceAliases, providerDays } from "@/db/schema";
import { inTestTransaction } from "@/db/testing";
import { useOwnDb } from "@/db/testing/own-db";
import { startUpstream, type Upstream } from "@/e2e/upstream/server";
import { makeAttempt } from "@/lib/budgets/testing";
import { givenMember } from "@/lib/reports/testing/rows";
import { getReconciliation, listBilledProviders, parseCosts, saveCosts } from "..";
import { bookPriced, givenCompany } from "../testing";
import { fetchCosts, mayHaveAdminKey } from "./fetch-costs";
import { readDollars } from "./parse-costs";

const own = useOwnDb();
const inOwn = (work: (tx: Conn) => Promise<void>) => inTestTransaction(own.db, work);
const usage = {
  inputTokens: 10,
  cachedInputTokens: 0,
  cacheWriteTokens: 0,
  outputTokens: 1,
  reasoningTokens: 0,
};
const DOLLAR = 10n ** 12n;

describe("parseCosts", () => {
  test("adds up OpenAI's export by day and model", () => {
    const file =
      "start_time,end_time,start_time_iso,end_time_iso,amount_value,amount_currency,line_item,project_id\r\n" +
      '1763683200,1763769600,2025-11-21T00:00:00+00:00,2025-11-22T00:00:00+00:00,1.25,usd,"gpt-4o-mini-2024-07-18, input",p\r\n' +
      '1763683200,1763769600,2025-11-21T00:00:00+00:00,2025-11-22T00:00:00+00:00,0.0000005,usd,"gpt-4o-mini-2024-07-18, output",p\r\n';
    expect(parseCosts(file)).toEqual([
      { day: "2025-11-21", model: "gpt-4o-mini-2024-07-18", billedPicoUsd: (DOLLAR * 5n) / 4n + 500_000n },
    ]);
  });

  test.each([
    ["date,model,usd\n2025-11-21,a,$2"],
    ["\ufeffDate;Model;USD\r\n2025-11-21;a;2.00\r\n\r\n"],
    ["usd\tday\tmodel\n2\t2025-11-21\ta"],
    ["start_time,amount_value,line_item\n1763683200,2,a"],
  ])("reads %j", (text) => {
    expect(parseCosts(text)).toEqual([{ day: "2025-11-21", model: "a", billedPicoUsd: 2n * DOLLAR }]);
  });

  test.each([
    ["", /first line/],
    ["date,usd", /no costs/],
    ["date,usd\n2025-02-30,1", /Line 2 has no day/],
    ["date,usd\n2025-11-21,1,25", /more cells/],
    ["date;usd\n2025-11-21;1,25", /Line 2 has no amount/],
    ['date,usd\n"2025-11-21,1', /quote/],
    ["date,usd,currency\n2025-11-21,1,eur", /not in US dollars/],
    ["date,usd\n0000-01-01,1", /Line 2 has no day/],
    ["date,usd\n2025-11-21,9000001", /at most \$9,000,000/],
    ["date,usd\n2025-11-21,-9000001", /at most \$9,000,000/],
    ["date,usd\n2025-11-21,8000000\n2025-11-21,8000000", /at most \$9,000,000/],
  ])("refuses %j", (text, message) => {
    expect(() => parseCosts(text)).toThrow(message);
  });

  test("takes any number of decimals, a half rounded up", () => {
    expect(readDollars("0.0000000000005")).toBe(1n);
    expect(readDollars("1.5e-7")).toBe(150_000n);
    expect(readDollars("-0.1")).toBe(-(DOLLAR / 10n));
    expect(readDollars("1,5")).toBeNull();
  });
});

describe("getReconciliation", () => {
  test("puts computed beside billed on days in UTC, by the model that a release is of, with what explains the gap", () =>
    inOwn(async (tx) => {
      const { admin, members } = await givenCompany(tx);
      const [{ userId } = { userId: "" }] = members;
      const provider = "acme";
      await tx.insert(priceAliases).values({ provider, alias: "swift-2025-01-01", model: "swift" });
      const call = { userId, usage, provider, model: "swift", timeZone: "Asia/Kathmandu" };
      // The 22nd in Kathmandu, and still the 21st in UTC.
      await bookPriced(tx, { ...call, at: new Date("2025-11-21T20:00:00Z"), costPicoUsd: 5n * DOLLAR });
      await bookPriced(tx, {
        ...call,
        at: new Date("2025-11-21T21:00:00Z"),
        costPicoUsd: DOLLAR,
        estimated: true,
      });
      await bookPriced(tx, { ...call, at: new Date("2025-11-22T00:00:00Z"), priceId: null, model: "house" });
      const { attemptId } = await makeAttempt(tx, userId);
      const at = new Date();
      await tx
        .update(attempts)
        .set({ provider, model: "swift", dispatchedAt: at })
        .where(eq(attempts.id, attemptId));
      const costs = [
        { day: "2025-11-21", model: "swift-2025-01-01", billedPicoUsd: 6n * DOLLAR + 1n },
        { day: "2025-11-21", model: "draw", billedPicoUsd: DOLLAR },
      ];
      await saveCosts(admin, { provider, source: "file", costs });
      const found = await getReconciliation(admin, { provider, from: "2025-11-20", to: "2025-11-23" });
      expect(found.rows).toMatchObject([
        { day: "2025-11-22", model: "house", isRead: false, billedPicoUsd: null, unpricedCalls: 1 },
        {
          day: "2025-11-21",
          model: "draw",
          isRead: true,
          calls: 0,
          billedPicoUsd: DOLLAR,
          computedPicoUsd: 0n,
        },
        {
          model: "swift",
          billedPicoUsd: 6n * DOLLAR + 1n,
          computedPicoUsd: 6n * DOLLAR,
          estimatedPicoUsd: DOLLAR,
          calls: 2,
        },
      ]);
      expect(found).toMatchObject({
        daysRead: ["2025-11-21"],
        billedPicoUsd: 7n * DOLLAR + 1n,
        computedPicoUsd: 6n * DOLLAR,
      });
      const today = at.toISOString().slice(0, 10);
      const now = await getReconciliation(admin, { provider, from: today, to: today });
      expect(now.rows).toMatchObject([{ model: "swift", unsettledCalls: 1, calls: 0 }]);
    }));

  test("replaces days that are read again, and no others", () =>
    inOwn(async (tx) => {
      const { admin } = await givenCompany(tx);
      const cost = (day: string, model: string) => ({ day, model, billedPicoUsd: 1n });
      const save = (costs: ReturnType<typeof cost>[], provider = "acme") =>
        saveCosts(admin, { provider, source: "file", costs });
      await save([cost("2025-11-20", "a"), cost("2025-11-21", "a")]);
      await save([cost("2025-11-21", "c"), cost("2025-11-21", "d")], "other");
      await save([cost("2025-11-21", "d")], "demo");
      expect(await save([cost("2025-11-21", "b")])).toEqual({ days: 1 });
      const rows = await tx.select({ day: providerDays.day, model: providerDays.model }).from(providerDays);
      expect(rows.map(({ day, model }) => `${day} ${model}`).sort()).toEqual([
        "2025-11-20 a",
        "2025-11-21 b",
        "2025-11-21 c",
        "2025-11-21 d",
        "2025-11-21 d",
      ]);
      const of = (day: string) => listBilledProviders(admin, { from: day, to: day });
      expect([await of("2025-11-20"), await of("2025-11-21")]).toEqual([["acme"], ["other", "acme"]]);
    }));

  test("does not exist for a member, and refuses ranges that are none", () =>
    inOwn(async (tx) => {
      const { admin } = await givenCompany(tx);
      const member = await givenMember(tx);
      const range = { provider: "openai", from: "2025-11-20", to: "2025-11-21" };
      await expect(getReconciliation(member, range)).rejects.toMatchObject({ code: "not_found" });
      await expect(
        saveCosts(member, { provider: "openai", source: "file", costs: [] }),
      ).rejects.toMatchObject({ code: "not_found" });
      for (const wrong of [
        { from: "2025-11-22" },
        { from: "2025-10-01" },
        { from: "today" },
        { to: "2025-11-31" },
      ]) {
        await expect(getReconciliation(admin, { ...range, ...wrong })).rejects.toMatchObject({
          code: "invalid",
        });
      }
    }));
});

describe("fetchCosts", () => {
  let upstream: Upstream | undefined;
  afterEach(() => upstream?.close());

  test("reads every page of the provider's costs with the admin key", () =>
    inOwn(async (tx) => {
      upstream = await startUpstream({ apiKey: "admin" });
      upstream.costs([
        { day: "2025-11-20", lineItem: "gpt-4o-mini, input", usd: 0.15 },
        { day: "2025-11-20", lineItem: "gpt-4o-mini, output", usd: 1e-7 },
        { day: "2025-11-22", lineItem: "gpt-4o, input", usd: 2 },
        { day: "2025-11-23", lineItem: "gpt-4o, input", usd: 9 },
      ]);
      const { admin } = await givenCompany(tx);
      const source = { provider: "openai", baseUrl: upstream.url, adminKey: "admin" };
      const range = { from: "2025-11-20", to: "2025-11-22" };
      expect(await fetchCosts(admin, range, source)).toEqual({ provider: "openai", days: 2 });
      const found = await getReconciliation(admin, { provider: "openai", ...range });
      expect(found.rows).toMatchObject([
        { day: "2025-11-22", model: "gpt-4o", billedPicoUsd: 2n * DOLLAR },
        { day: "2025-11-20", model: "gpt-4o-mini", billedPicoUsd: 150_000_100_000n },
      ]);
      await expect(fetchCosts(admin, range, { ...source, adminKey: "wrong" })).rejects.toMatchObject({
        code: "provider_failed",
      });
      upstream.costs([{ day: "2025-11-20", lineItem: "a", usd: 1, currency: "eur" }]);
      await expect(fetchCosts(admin, range, source)).rejects.toMatchObject({ code: "provider_failed" });
      await expect(fetchCosts(admin, range, null)).rejects.toMatchObject({ code: "invalid" });
    }));
});

test.each([
  ["https://api.openai.com/v1", true],
  ["http://127.0.0.1:4000/v1", true],
  ["http://[::1]:4000/v1", true],
  ["http://api.openai.com/v1", false],
  ["https://api.openai.com.example.org/v1", false],
  ["https://gateway.example.org/v1", false],
  ["https://127.0.0.1.example.org/v1", false],
])("the admin key and %s: %s", (address, may) => {
  expect(mayHaveAdminKey(new URL(address))).toBe(may);
});
