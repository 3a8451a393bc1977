import { sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import type { Conn } from "@/db/client";
import { newId } from "@/db/id";
import { assistants, plans, users } from "@/db/schema";
import { inTestTransaction } from "@/db/testing";
import { useOwnDb } from "@/db/testing/own-db";
import { parseUsd } from "@/lib/money";
import { givenMember } from "@/lib/reports/testing/rows";
import { focusFile } from "..";
import { bookPriced, givenCompany, givenPrice } from "../testing";
import { type Company, givenCalls, NO_TOKENS } from "../testing/calls";
import { FOCUS_NAMES, faultsOf } from "../testing/focus-spec";
import { readCsv } from "../testing/read-csv";
import { FOCUS_COLUMNS } from "./columns";
import { consumerNames } from "./consumer";

const own = useOwnDb();
const inOwn = (work: (tx: Conn) => Promise<void>) => inTestTransaction(own.db, work);
const secret = "a secret of at least thirty-two characters";
const now = new Date("2026-01-15T12:00:00Z");

type Row = Record<string, string>;

async function read(company: Company, days: [string, string], timeZone: string): Promise<Row[]> {
  const input = { from: days[0], to: days[1], now, timeZone, secret };
  let text = "";
  for await (const piece of focusFile(company.admin, input)) text += piece;
  return readCsv(text);
}

const pico = (text: string | undefined) =>
  text?.startsWith("-") ? -parseUsd(text.slice(1)) : parseUsd(text ?? "");
const sum = (rows: Row[], column: string) => rows.reduce((all, row) => all + pico(row[column]), 0n);
const count = (rows: Row[]) => rows.reduce((all, row) => all + BigInt(row.x_TokenCount ?? "0"), 0n);

const ZONES: [string, string][] = [
  ["Europe/Warsaw", "2025-10-26T01:00:00Z"],
  ["Europe/Warsaw", "2025-03-30T01:00:00Z"],
  ["America/New_York", "2025-11-02T06:00:00Z"],
  ["America/New_York", "2025-03-09T07:00:00Z"],
  ["Australia/Lord_Howe", "2025-04-05T15:00:00Z"],
  ["Australia/Lord_Howe", "2025-10-04T15:30:00Z"],
];

describe("focusFile", () => {
  test.each(ZONES)("in %s around %s adds up to the entries, each day and the range", (timeZone, middle) =>
    inOwn(async (tx) => {
      const company = await givenCompany(tx);
      await givenCalls(tx, company, { middle, timeZone });
      const day = Temporal.Instant.from(middle).toZonedDateTimeISO(timeZone).toPlainDate();
      const days = Array.from({ length: 13 }, (_, n) => day.add({ days: n - 6 }).toString());
      const range = await read(company, [days[0] ?? "", days.at(-1) ?? ""], timeZone);
      const [ledger] = await tx.execute<{ cost: string; tokens: string; days: string }>(sql`
        select sum(cost_pico_usd) as cost, sum(input_tokens + output_tokens) as tokens, count(distinct day) as days from entries`);
      for (const column of ["BilledCost", "EffectiveCost", "ListCost", "ContractedCost"]) {
        expect(sum(range, column)).toBe(BigInt(ledger?.cost ?? 0));
      }
      expect(count(range)).toBe(BigInt(ledger?.tokens ?? 0));
      const singles = [];
      for (const one of days) singles.push(...(await read(company, [one, one], timeZone)));
      expect(singles).toEqual(range);
      const starts = new Set(range.map(({ ChargePeriodStart }) => ChargePeriodStart));
      expect(starts.size).toBe(Number(ledger?.days));
      for (const row of range) {
        const [start, end] = [row.ChargePeriodStart ?? "", row.ChargePeriodEnd ?? ""];
        expect(start >= (row.BillingPeriodStart ?? "") && end <= (row.BillingPeriodEnd ?? "")).toBe(true);
        expect(Temporal.Instant.from(start).toZonedDateTimeISO(timeZone).toPlainTime().toString()).toBe(
          "00:00:00",
        );
      }
    }),
  );

  test("has the specification's columns, and quantities whose unit prices make the cost", () =>
    inOwn(async (tx) => {
      const company = await givenCompany(tx);
      await givenCalls(tx, company, { middle: "2025-06-15T12:00:00Z", timeZone: "UTC" });
      const rows = await read(company, ["2025-06-01", "2025-06-30"], "UTC");
      expect(Object.keys(rows[0] ?? {})).toEqual([...FOCUS_COLUMNS]);
      const named = Object.keys(rows[0] ?? {}).filter((name) => !name.startsWith("x_"));
      expect(new Set(named)).toEqual(new Set(FOCUS_NAMES));
      expect(new Set(rows.map(({ SkuMeter }) => SkuMeter))).toEqual(
        new Set(["Input Tokens", "Cache Read Input Tokens", "Cache Write Input Tokens", "Output Tokens", ""]),
      );
      for (const row of rows.filter(({ SkuPriceId }) => SkuPriceId)) {
        const product = (pico(row.PricingQuantity) * pico(row.ListUnitPrice)) / 10n ** 12n;
        const off = product - pico(row.ListCost);
        expect(off <= 1n && off >= -1n).toBe(true);
        expect(pico(row.PricingQuantity)).toBe(BigInt(row.ConsumedQuantity ?? "") * 1_000_000n);
      }
      const rest = rows.filter(({ ChargeCategory }) => ChargeCategory === "Adjustment");
      expect(rest.every((row) => row.ConsumedQuantity === "" && row.SkuPriceId === "")).toBe(true);
      const adjusted = rows.filter(({ x_EntryKind }) => x_EntryKind === "adjustment");
      expect(new Set(adjusted.map(({ ChargeClass }) => ChargeClass))).toEqual(new Set(["", "Correction"]));
      const unpriced = rows.filter(({ x_Certainty }) => x_Certainty === "unpriced");
      expect(unpriced.length).toBeGreaterThan(0);
      expect(unpriced.every(({ BilledCost }) => BilledCost === "0")).toBe(true);
      expect(
        unpriced.every(({ SkuPriceId = "", x_PriceId, ListUnitPrice, x_TokenCount }) => {
          const isNone = SkuPriceId.endsWith("-unpriced") && x_PriceId === "" && ListUnitPrice === "0";
          return isNone && x_TokenCount !== "0";
        }),
      ).toBe(true);
    }));

  test("has no row that breaks a rule of the specification, whatever was booked", () =>
    inOwn(async (tx) => {
      const company = await givenCompany(tx, ["=Sales", '"a", b']);
      await givenCalls(tx, company, { middle: "2025-10-26T01:00:00Z", timeZone: "Europe/Warsaw" });
      const rows = await read(company, ["2025-10-01", "2025-11-05"], "Europe/Warsaw");
      const kinds = new Set(rows.map((row) => `${row.ChargeCategory} ${row.ChargeClass} ${row.x_Certainty}`));
      for (const kind of ["Usage  exact", "Usage  estimated", "Usage  unpriced", "Usage Correction exact"])
        expect(kinds).toContain(kind);
      expect(kinds).toContain("Adjustment  exact");
      expect(
        rows.flatMap((row) => faultsOf(row).map((fault) => `${fault} in ${JSON.stringify(row)}`)),
      ).toEqual([]);
      const skuOf = new Map(rows.map((row) => [row.SkuPriceId, row.SkuId]));
      expect(rows.every((row) => skuOf.get(row.SkuPriceId) === row.SkuId)).toBe(true);
      const [sound = {}] = rows;
      const broken: [Row, string][] = [
        [{ BillingCurrency: "" }, "BillingCurrency is empty"],
        [{ BilledCost: "1e-7" }, "BilledCost is no decimal: 1e-7"],
        [{ ChargePeriodStart: "2025-10-01" }, "ChargePeriodStart is no instant: 2025-10-01"],
        [{ ChargeFrequency: "Daily" }, "ChargeFrequency may not be Daily"],
        [{ SkuPriceId: "" }, "use without SkuPriceId"],
        [{ ChargeCategory: "Credit" }, "ConsumedQuantity of what is no use"],
        [{ ListUnitPrice: "-1" }, "ListUnitPrice below zero"],
        [{ Tags: '{"tier":"x"}' }, "a tag of the provider without its prefix"],
        [{ Region: "eu" }, "Region is no column"],
      ];
      for (const [change, fault] of broken) expect(faultsOf({ ...sound, ...change })).toContain(fault);
    }));

  test("has one row for what is exact and what is not, and says how much of it is estimated", () =>
    inOwn(async (tx) => {
      const company = await givenCompany(tx);
      await givenCalls(tx, company, { middle: "2025-06-15T12:00:00Z", timeZone: "UTC" });
      const rows = await read(company, ["2025-06-01", "2025-06-30"], "UTC");
      const keys = rows.map((row) =>
        [
          ...[row.ChargePeriodStart, row.x_ConsumerId, row.SubAccountId, row.ResourceId, row.x_Model],
          ...[row.SkuMeter, row.SkuPriceId, row.x_PriceId, row.x_EntryKind, row.ChargeClass, row.Tags],
        ].join("|"),
      );
      expect(new Set(keys).size).toBe(keys.length);
      const [ledger] = await tx.execute<{ tokens: string; cost: string }>(sql`
        select sum(input_tokens + output_tokens) as tokens, sum(cost_pico_usd) as cost from entries
        where certainty = 'estimated' or certainty_reason is not null`);
      expect(sum(rows, "x_EstimatedCost")).toBe(BigInt(ledger?.cost ?? 0));
      expect(rows.reduce((all, row) => all + BigInt(row.x_EstimatedTokens ?? ""), 0n)).toBe(
        BigInt(ledger?.tokens ?? 0),
      );
      const [member] = company.members;
      const priceId = await givenPrice(tx);
      const call = { ...NO_TOKENS, inputTokens: 5, outputTokens: 0 };
      for (const estimated of [true, false]) {
        const at = new Date("2025-07-01T12:00:00Z");
        await bookPriced(tx, {
          ...{ userId: member?.userId ?? "", timeZone: "UTC" },
          ...{ at, usage: call, priceId, estimated },
        });
      }
      expect(await read(company, ["2025-07-01", "2025-07-01"], "UTC")).toMatchObject([
        { ConsumedQuantity: "10", x_EstimatedTokens: "5", x_CallCount: "2", x_Certainty: "estimated" },
      ]);
    }));

  test("counts each call and each run once, in whichever rows and days they lie", () =>
    inOwn(async (tx) => {
      const company = await givenCompany(tx);
      await givenCalls(tx, company, { middle: "2025-06-15T12:00:00Z", timeZone: "UTC" });
      const [{ userId } = { userId: "" }] = company.members;
      const usage = { ...NO_TOKENS, inputTokens: 9, cachedInputTokens: 4, outputTokens: 2 };
      const runId = newId();
      const priceId = await givenPrice(tx, "gpt-5.1");
      const of = { userId, timeZone: "UTC", runId, usage };
      await bookPriced(tx, { ...of, at: new Date("2025-06-20T23:59:59Z") });
      await bookPriced(tx, { ...of, at: new Date("2025-06-21T00:00:01Z"), purpose: "title" });
      await bookPriced(tx, { ...of, at: new Date("2025-06-21T00:00:02Z"), model: "gpt-5.1", priceId });
      await bookPriced(tx, { ...of, at: new Date("2025-06-22T12:00:00Z"), runId: newId(), usage: NO_TOKENS });
      const [ledger] = await tx.execute<{ runs: string; calls: string }>(sql`
        select count(distinct run_id) as runs, count(*) as calls from entries where kind = 'usage'`);
      const rows = await read(company, ["2025-06-01", "2025-06-30"], "UTC");
      const all = (column: string) => rows.reduce((added, row) => added + Number(row[column]), 0);
      expect([all("x_RunCount"), all("x_CallCount")]).toEqual([Number(ledger?.runs), Number(ledger?.calls)]);
      expect(rows.filter(({ x_RunCount }) => x_RunCount === "1").length).toBeLessThan(rows.length);
      const after = await read(company, ["2025-06-21", "2025-06-21"], "UTC");
      expect(after.map(({ x_RunCount }) => x_RunCount)).not.toContain("1");
      expect(await read(company, ["2025-06-22", "2025-06-22"], "UTC")).toMatchObject([
        { ConsumedQuantity: "0", EffectiveCost: "0", x_RunCount: "1", x_CallCount: "1" },
      ]);
    }));

  test("names the assistant, the plan, who charges and who made the model", () =>
    inOwn(async (tx) => {
      const company = await givenCompany(tx);
      const [{ userId } = { userId: "" }] = company.members;
      const [assistantId, planId] = [newId(), newId()];
      const instructions = { instructions: "Answer.", instructionsTokens: 2 };
      await tx.insert(assistants).values({ id: assistantId, userId, name: "=Translator", ...instructions });
      await tx.insert(plans).values({ id: planId, name: "Premium plus" });
      await tx.update(users).set({ planId }).where(sql`id = ${userId}`);
      const usage = { ...NO_TOKENS, inputTokens: 9 };
      const call = { userId, timeZone: "UTC", usage, at: new Date("2025-06-20T12:00:00Z"), priceId: null };
      const models = [
        ["azure", "gpt-4o-2024-08-06"],
        ["ollama", "house"],
        ["openrouter", "anthropic/claude-x"],
        ["our-own", "gemini-y"],
      ] as const;
      for (const [provider, model] of models) await bookPriced(tx, { ...call, provider, model, assistantId });
      const rows = await read(company, ["2025-06-20", "2025-06-20"], "UTC");
      expect(rows.flatMap(faultsOf)).toEqual([]);
      const of = (provider: number) => rows.find(({ x_Model }) => x_Model === models[provider]?.[1]);
      expect(of(0)).toMatchObject({
        ...{ InvoiceIssuerName: "Microsoft", ProviderName: "Microsoft", ServiceName: "Azure OpenAI" },
        ...{ ResourceId: assistantId, ResourceName: "'=Translator", ResourceType: "Assistant" },
      });
      expect(JSON.parse(of(0)?.SkuPriceDetails ?? "")).toMatchObject({
        ...{ x_ModelDeveloper: "OpenAI", x_ModelFamily: "gpt-4o", x_ModelVersion: "2024-08-06" },
      });
      expect(JSON.parse(of(0)?.Tags ?? "")).toEqual({
        ...{ "purser/service_tier": "default", "purser/plan": "Premium plus" },
        "purser/assistant": "=Translator",
      });
      expect(of(1)).toMatchObject({ InvoiceIssuerName: "Northwind", ServiceName: "Ollama" });
      expect(JSON.parse(of(1)?.SkuPriceDetails ?? "")).not.toHaveProperty("x_ModelDeveloper");
      expect(of(2)).toMatchObject({ InvoiceIssuerName: "OpenRouter", ServiceName: "OpenRouter API" });
      expect(of(2)?.SkuPriceDetails).toContain('"x_ModelDeveloper":"Anthropic"');
      expect(of(3)).toMatchObject({ InvoiceIssuerName: "our-own", ServiceName: "our-own API" });
    }));

  test("names members by a keyed hash alone, and no name runs as a formula", () =>
    inOwn(async (tx) => {
      const company = await givenCompany(tx, ["=HYPERLINK(1)", '"+cmd|,\r\n@'.trim()]);
      for (const { userId } of company.members) {
        await tx.update(users).set({ name: "@SUM(A1)" }).where(sql`id = ${userId}`);
      }
      await givenCalls(tx, company, { middle: "2025-06-15T12:00:00Z", timeZone: "UTC" });
      const rows = await read(company, ["2025-06-01", "2025-06-30"], "UTC");
      const text = JSON.stringify(rows);
      expect(text).not.toContain("SUM(A1)");
      expect(text).not.toContain("@example.org");
      for (const { userId } of company.members) expect(text).not.toContain(userId);
      expect(new Set(rows.map(({ x_ConsumerId }) => x_ConsumerId)).size).toBe(3);
      expect(rows.some(({ SubAccountName }) => SubAccountName === "'=HYPERLINK(1)")).toBe(true);
      const cells = rows.flatMap((row) => Object.values(row));
      expect(cells.filter((cell) => /^[=+@\t\r]/.test(cell) || /^-(?!\d)/.test(cell))).toEqual([]);
      const [first] = company.members;
      const [one, other] = [consumerNames(secret), consumerNames(`${secret}!`)];
      expect(one(first?.userId ?? "")).not.toBe(other(first?.userId ?? ""));
      expect(() => consumerNames("")).toThrow();
    }));

  test("does not exist for a member", () =>
    inOwn(async (tx) => {
      const company = { ...(await givenCompany(tx)), admin: await givenMember(tx) };
      await expect(read(company, ["2025-06-01", "2025-06-30"], "UTC")).rejects.toMatchObject({
        code: "not_found",
      });
    }));
});
