import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import type { Conn } from "@/db/client";
import { inTestTransaction, useTestDb } from "@/db/testing";
import { makeAttempt } from "@/lib/budgets/testing";
import type { Ctx } from "@/lib/org/types";
import { findPrice, syncPrices } from "@/lib/pricing";
import { dismissAnomaly } from "../anomalies/dismiss";
import { setMinimums } from "../minimums/set-minimums";
import { givenDay, givenMember } from "../testing/rows";
import { getDiagnostics } from "./get-diagnostics";

const db = useTestDb();
beforeAll(() => syncPrices(db));

// A time in which no other test commits rows; prices are those of today.
const NOW = new Date("2017-06-15T12:00:00Z");
const CLOCK = { now: NOW, timeZone: "Europe/Warsaw" };
const USD = 1_000_000_000_000n;
const offer = (model: string) => ({ id: `openai/${model}`, provider: "openai", model });
const OFFERED = [offer("gpt-4o"), offer("gpt-4o-mini")];

type Answer = { at: string; model?: string; input: number; cached?: number; output: number; cost: bigint };

/** An answer in the entries alone, in the thread given or in one of its own. */
async function answered(ctx: Ctx, answer: Answer, threadId?: string): Promise<string> {
  const { model = "gpt-4o", at, input, cached = 0, output, cost } = answer;
  const attempt = await makeAttempt(ctx.db, ctx.actor.userId);
  const thread = threadId ?? attempt.threadId;
  await ctx.db.execute(sql`
    insert into entries (id, kind, attempt_id, run_id, user_id, thread_id, purpose, provider, model, input_tokens,
      cached_input_tokens, cache_write_tokens, output_tokens, reasoning_tokens, cost_pico_usd, certainty, occurred_at, day)
    values (gen_random_uuid(), 'usage', ${attempt.attemptId}, ${attempt.runId}, ${ctx.actor.userId}, ${thread}, 'answer',
      'openai', ${model}, ${input}, ${cached}, 0, ${output}, 0, ${cost}, 'exact', ${at}::timestamptz,
      (${at}::timestamptz at time zone ${CLOCK.timeZone})::date)`);
  return thread;
}

const withAdmin = (check: (ctx: Ctx, tx: Conn) => Promise<void>) =>
  inTestTransaction(db, async (tx) => check(await givenMember(tx, "Admin", "admin"), tx));

const diagnose = (ctx: Ctx) => getDiagnostics(ctx, { ...CLOCK, offered: OFFERED });

describe("getDiagnostics", () => {
  test("does not exist for a member", () =>
    inTestTransaction(db, async (tx) => {
      const ctx = await givenMember(tx);
      await expect(diagnose(ctx)).rejects.toMatchObject({ code: "not_found" });
    }));

  test("has nothing to say of an organisation without answers", () =>
    withAdmin(async (ctx) => {
      const found = await diagnose(ctx);
      expect(found).toMatchObject({ from: "2017-05-16", to: "2017-06-14", isTooYoung: true });
      expect(found).toMatchObject({ spikes: [], habits: [], longest: [], shortest: [] });
      expect(found).toMatchObject({ repeating: [], suggestions: [] });
      expect(found.weeks).toHaveLength(8);
      expect(found.weeks.at(-1)).toEqual({
        ...{ monday: "2017-06-12", activeMembers: 0, threads: 0 },
        usage: { answers: 0, costPicoUsd: 0n },
      });
    }));

  test("counts whole days of the organisation's zone, and no day that is not over", () =>
    withAdmin(async (ctx) => {
      const one = { input: 10, output: 1, cost: 1n };
      await answered(ctx, { ...one, at: "2017-05-15T21:59:59Z" });
      await answered(ctx, { ...one, at: "2017-05-15T22:00:00Z" });
      await answered(ctx, { ...one, at: "2017-06-14T21:59:59Z" });
      await answered(ctx, { ...one, at: "2017-06-14T22:00:00Z" });
      const { habits } = await diagnose(ctx);
      expect(habits).toMatchObject([{ model: "gpt-4o", answers: 2, members: 1, inputTokens: 20 }]);
    }));

  test("names short questions on a dear model, what they cost on the cheapest one, and the dearest of them", () =>
    withAdmin(async (ctx, tx) => {
      const other = await givenMember(tx);
      const short = { at: "2017-06-01T10:00:00Z", input: 600, output: 150 };
      await answered(ctx, { ...short, cost: 3n * USD });
      await answered({ ...other, db: tx }, { ...short, cost: 4n * USD });
      await answered(ctx, { ...short, input: 601, cost: 5n * USD });
      await answered(ctx, { ...short, output: 151, cost: 6n * USD });
      const { habits, shortest, suggestions } = await diagnose(ctx);
      const mini = await findPrice(tx, { provider: "openai", model: "gpt-4o-mini", at: new Date() });
      if (!mini) throw new Error("The catalogue has gpt-4o-mini.");
      const elsewhere = 1_200n * mini.inputPicoUsd + 300n * mini.outputPicoUsd;
      expect(habits[0]?.short).toEqual({
        ...{ answers: 2, members: 2, costPicoUsd: 7n * USD },
        elsewhere: {
          id: "openai/gpt-4o-mini",
          model: "gpt-4o-mini",
          isOffered: true,
          costPicoUsd: elsewhere,
        },
      });
      expect(shortest.map(({ costPicoUsd }) => costPicoUsd)).toEqual([4n * USD, 3n * USD]);
      expect(suggestions[0]).toEqual({
        ...{ kind: "short_questions", model: "gpt-4o", members: 2, answers: 2 },
        to: expect.objectContaining({ model: "gpt-4o-mini", isOffered: true }),
        savedPicoUsd: 7n * USD - elsewhere,
      });
    }));

  test("names a model that nobody offers now only where no other one would cost less", () =>
    withAdmin(async (ctx) => {
      await answered(ctx, { at: "2017-06-01T10:00:00Z", input: 600, output: 150, cost: 3n * USD });
      const gone = { ...offer("gpt-4o-mini"), isOffered: false };
      const elsewhere = async (offered: (typeof OFFERED)[number][]) =>
        (await getDiagnostics(ctx, { ...CLOCK, offered })).habits[0]?.short.elsewhere;
      expect(await elsewhere([gone, offer("gpt-4o")])).toMatchObject({ model: "gpt-4o", isOffered: true });
      expect(await elsewhere([offer("gpt-4o"), gone])).toMatchObject({ model: "gpt-4o", isOffered: true });
      expect(await elsewhere([gone])).toMatchObject({ model: "gpt-4o-mini", isOffered: false });
    }));

  test("keeps to the smallest amounts that an admin chose", () =>
    withAdmin(async (ctx) => {
      await answered(ctx, { at: "2017-06-01T10:00:00Z", input: 600, output: 150, cost: USD / 10n });
      expect((await diagnose(ctx)).suggestions).toEqual([]);
      await setMinimums(ctx, { anomalyMinPicoUsd: USD, suggestionMinPicoUsd: USD / 20n });
      const { suggestions, minimums } = await diagnose(ctx);
      expect(suggestions).toHaveLength(1);
      expect(minimums).toEqual({ anomalyMinPicoUsd: USD, suggestionMinPicoUsd: USD / 20n });
    }));

  test("finds what a thread sent again and no cache kept, at the difference of the prices", () =>
    withAdmin(async (ctx, tx) => {
      const at = (minute: number) => `2017-06-02T10:0${minute}:00Z`;
      const thread = await answered(ctx, { at: at(1), input: 1_023, output: 500, cost: 0n });
      await answered(ctx, { at: at(2), input: 2_000, output: 500, cost: 0n }, thread);
      await answered(ctx, { at: at(3), input: 3_000_000, cached: 1_500, output: 500, cost: 0n }, thread);
      await answered(ctx, { at: at(4), input: 5_000_000, output: 500, cost: 0n }, thread);
      await answered(ctx, { at: at(5), input: 9_000, output: 500, cost: 0n });
      const { habits, repeating, suggestions } = await diagnose(ctx);
      expect(repeating).toMatchObject([
        { inputTokens: 5_000_000, repeatedTokens: 3_000_000, keptTokens: 0, day: "2017-06-02" },
        { inputTokens: 3_000_000, repeatedTokens: 2_000, keptTokens: 1_500 },
      ]);
      const dear = await findPrice(tx, { provider: "openai", model: "gpt-4o", at: new Date() });
      if (!dear) throw new Error("The catalogue has gpt-4o.");
      const missed = BigInt(2_000 + 3_000_000 - 1_500) * (dear.inputPicoUsd - dear.cachedInputPicoUsd);
      expect(habits[0]?.repeated).toEqual({ tokens: 3_002_000, cachedTokens: 1_500, missedPicoUsd: missed });
      expect(suggestions).toContainEqual(
        expect.objectContaining({ kind: "nothing_cached", savedPicoUsd: missed }),
      );
    }));

  test("shows the longest requests and what their length beyond the limit cost", () =>
    withAdmin(async (ctx) => {
      const at = "2017-06-03T10:00:00Z";
      await answered(ctx, { at, input: 8_000, output: 500, cost: 9n * USD });
      await answered(ctx, { at, input: 16_000, output: 500, cost: 4n * USD });
      await answered(ctx, { at, input: 24_000, output: 500, cost: 6n * USD });
      const { habits, longest, suggestions } = await diagnose(ctx);
      expect(habits[0]?.long).toEqual({ answers: 2, inputTokens: 40_000, costPicoUsd: 10n * USD });
      expect(longest.map(({ inputTokens }) => inputTokens)).toEqual([24_000, 16_000]);
      expect(suggestions).toContainEqual(
        expect.objectContaining({ kind: "long_inputs", savedPicoUsd: 6n * USD }),
      );
    }));

  test("finds a day that cost more than its like, who caused it and with which calls", () =>
    withAdmin(async (ctx, tx) => {
      for (let day = 1; day <= 44; day++) {
        const date = new Date(Date.UTC(2017, 4, day)).toISOString().slice(0, 10);
        await givenDay(ctx, { day: date, cost: 2n * USD });
      }
      const other = await givenMember(tx, "Member 08");
      await givenDay({ ...other, db: tx }, { day: "2017-06-08", cost: 9n * USD, model: "gpt-4o" });
      const cause = { at: "2017-06-08T10:00:00Z", input: 70_000, output: 900, cost: 9n * USD };
      await answered({ ...other, db: tx }, cause);
      const { spikes, isTooYoung } = await diagnose(ctx);
      expect(isTooYoung).toBe(false);
      expect(spikes).toMatchObject([
        {
          ...{ day: "2017-06-08", costPicoUsd: 11n * USD, expectedPicoUsd: 2n * USD },
          causes: [
            { group: "department", key: "", costPicoUsd: 11n * USD, usualPicoUsd: 2n * USD },
            { group: "member", label: "Member 08", costPicoUsd: 9n * USD, usualPicoUsd: 0n },
            { group: "model", label: "gpt-4o", costPicoUsd: 9n * USD, usualPicoUsd: 0n },
          ],
          calls: [{ memberName: "Member 08", costPicoUsd: 9n * USD, inputTokens: 70_000 }],
        },
      ]);
      await dismissAnomaly(ctx, { day: "2017-06-08", filters: {}, reason: "A workshop." });
      expect((await diagnose(ctx)).spikes).toEqual([]);
    }));

  test("tells how many use it by week, what they spend, and how many threads they began", () =>
    withAdmin(async (ctx, tx) => {
      const other = await givenMember(tx, "Member 08");
      await givenDay(ctx, { day: "2017-06-05", cost: 1n });
      await givenDay(ctx, { day: "2017-06-11", cost: 2n });
      await givenDay({ ...other, db: tx }, { day: "2017-06-11", cost: 4n });
      await givenDay({ ...other, db: tx }, { day: "2017-06-12", cost: 8n });
      const made = (at: string) =>
        tx.execute(sql`insert into threads (id, user_id, created_at)
          values (gen_random_uuid(), ${ctx.actor.userId}, ${at}::timestamptz)`);
      await made("2017-06-04T21:59:59Z");
      await made("2017-06-04T22:00:00Z");
      await made("2017-06-11T21:59:59Z");
      const { weeks, members } = await diagnose(ctx);
      expect(weeks.slice(-2)).toEqual([
        { monday: "2017-06-05", activeMembers: 2, threads: 2, usage: { answers: 3, costPicoUsd: 7n } },
        { monday: "2017-06-12", activeMembers: 1, threads: 0, usage: { answers: 1, costPicoUsd: 8n } },
      ]);
      expect(members).toBeGreaterThanOrEqual(2);
    }));
});
