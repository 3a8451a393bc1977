import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { attempts, entries, reservations } from "@/db/schema";
import { assignMember, setBudget } from "@/lib/budgets";
import { verifyLedger } from "@/lib/ledger";
import { parseUsd } from "@/lib/money";
import { savePlan } from "@/lib/org";
import type { Ctx } from "@/lib/org/types";
import {
  archiveAssistant,
  chooseAssistant,
  duplicateThread,
  getQuote,
  getThread,
  saveAssistant,
  startRun,
} from "..";
import { INSTRUCTIONS as HOUSE } from "../context/choose";
import { boundOfMessage, countTokens } from "../context/count-tokens";
import { readToEnd, useAssistants } from "../testing";
import { fields, INSTRUCTIONS, join, makeAssistant, makeColleague, makeDepartment } from "./testing";

const lab = useAssistants();
const { db, newCtx } = lab;

const everyone = { sharing: { visibility: "everyone" as const } };

type Sending = { assistantId?: string; threadId?: string; model?: string };

async function send(ctx: Ctx, text: string, sending: Sending = {}) {
  return startRun(ctx, { text, idempotencyKey: randomUUID(), ...sending });
}

async function ask(ctx: Ctx, text: string, sending: Sending = {}) {
  const started = await send(ctx, text, sending);
  return { started, ...(await readToEnd(ctx, started)) };
}

const bodySchema = z.object({ instructions: z.string(), input: z.array(z.object({ content: z.string() })) });

/** What the provider was sent first in the last call for a question. */
/** When the question was asked first; the second time is for a title. */
function toldBefore(question: string): string | undefined {
  const bodies = lab.upstream.requests().flatMap(({ body }) => {
    const { data } = bodySchema.safeParse(body);
    return data ? [data] : [];
  });
  return bodies.find(({ input }) => input.at(-1)?.content === question)?.instructions;
}

/** What a question adds to the quote, whose own place in the request is in it already. */
async function mostTokens(text: string): Promise<number> {
  const target = { provider: { id: "compatible" }, model: "gpt-4o-mini" };
  const bound = async (content: string) =>
    boundOfMessage({ content, contentTokens: await countTokens(content) }, target);
  return (await bound(text)) - (await bound(""));
}

async function attemptsOf(runId: string) {
  return db.select().from(attempts).where(eq(attempts.runId, runId)).orderBy(attempts.id);
}

describe("a thread with an assistant", () => {
  test("is answered by its instructions in place of the house's, at its length and with its model", async () => {
    const ctx = await newCtx("member");
    const maker = await newCtx();
    const assistantId = await makeAssistant(maker, { ...everyone, model: "gpt-4o", outputTokensMax: 300 });
    const question = `Books ${randomUUID()} [[upstream:tokens:900]]`;
    const { started, outcome } = await ask(ctx, question, { assistantId });
    expect(toldBefore(question)).toBe(INSTRUCTIONS);
    expect(outcome).toMatchObject({ model: "gpt-4o", status: "incomplete" });
    const [answer] = await attemptsOf(started.runId);
    expect(answer).toMatchObject({ assistantId, outputTokensMax: 300 });
    const thread = await getThread(ctx, started);
    expect(thread.assistant).toMatchObject({ id: assistantId, name: "Bookkeeper", isVisible: true });
    expect(thread.messages.at(-1)?.run?.assistantName).toBe("Bookkeeper");

    const next = `And then ${randomUUID()}`;
    await ask(ctx, next, { threadId: started.threadId });
    expect(toldBefore(next)).toBe(INSTRUCTIONS);
    const copy = await duplicateThread(ctx, started);
    expect((await getThread(ctx, copy)).assistant?.id).toBe(assistantId);
  });

  test("is booked on it, the title included", async () => {
    const ctx = await newCtx("member");
    const assistantId = await makeAssistant(ctx);
    const { started } = await ask(ctx, "Name this thread", { assistantId });
    const booked = await db.select().from(entries).where(eq(entries.runId, started.runId));
    expect(booked.map((entry) => [entry.purpose, entry.assistantId]).toSorted()).toEqual([
      ["answer", assistantId],
      ["title", assistantId],
    ]);
  });

  test("is answered by the model that the member asks for instead", async () => {
    const ctx = await newCtx("member");
    const assistantId = await makeAssistant(ctx, { model: "gpt-4o" });
    const { outcome } = await ask(ctx, "Cheaper", { assistantId, model: "gpt-4o-mini" });
    expect(outcome.model).toBe("gpt-4o-mini");
  });

  test("keeps to the plan, whose own model answers where it does not have the assistant's", async () => {
    const [ctx, admin] = [await newCtx("member"), await newCtx()];
    const assistantId = await makeAssistant(admin, { ...everyone, model: "gpt-4o", outputTokensMax: 1_000 });
    const rules = { models: ["gpt-4o-mini"], inputTokensMax: null, outputTokensMax: 400 };
    const plan = { name: `Plan ${randomUUID()}`, ...rules, requestPicoUsdMax: null };
    await assignMember(admin, { userId: ctx.actor.userId, ...(await savePlan(admin, plan)) });
    expect(await getQuote(ctx, { assistantId })).toMatchObject({
      model: "gpt-4o-mini",
      outputTokensMax: 400,
    });
    const { started, outcome } = await ask(ctx, "By my plan", { assistantId });
    expect(outcome.model).toBe("gpt-4o-mini");
    expect((await attemptsOf(started.runId))[0]?.outputTokensMax).toBe(400);
    await expect(send(ctx, "Against it", { assistantId, model: "gpt-4o" })).rejects.toMatchObject({
      code: "invalid",
    });
  });

  test("changes to another one and to none, with the next message", async () => {
    const ctx = await newCtx("member");
    const { started } = await ask(ctx, "Nobody yet");
    const { threadId } = started;
    await chooseAssistant(ctx, { threadId, assistantId: await makeAssistant(ctx) });
    const [second, third] = [`Second ${randomUUID()}`, `Third ${randomUUID()}`];
    await ask(ctx, second, { threadId });
    await chooseAssistant(ctx, { threadId, assistantId: null });
    await ask(ctx, third, { threadId });
    expect([toldBefore(second), toldBefore(third)]).toEqual([INSTRUCTIONS, HOUSE]);
    const { messages, assistant } = await getThread(ctx, started);
    expect(assistant).toBeNull();
    const names = messages.flatMap(({ run }) => (run ? [run.assistantName] : []));
    expect(names).toEqual([null, "Bookkeeper", null]);
  });

  test("is a stranger's to change as little as a missing one", async () => {
    const [ctx, stranger] = [await newCtx("member"), await newCtx("member")];
    const { started } = await ask(ctx, "Mine");
    const { threadId } = started;
    const [own, theirs] = [await makeAssistant(ctx), await makeAssistant(stranger)];
    const missing = { code: "not_found" };
    await expect(chooseAssistant(stranger, { threadId, assistantId: theirs })).rejects.toMatchObject(missing);
    await expect(chooseAssistant(ctx, { threadId, assistantId: theirs })).rejects.toMatchObject(missing);
    await expect(send(ctx, "With theirs", { assistantId: theirs })).rejects.toMatchObject(missing);
    await expect(send(ctx, "With none", { assistantId: "none" })).rejects.toMatchObject(missing);
    await expect(getQuote(ctx, { assistantId: theirs })).rejects.toMatchObject(missing);
    await chooseAssistant(ctx, { threadId, assistantId: own });
  });

  test("goes on with one that was archived since; a new thread does not begin with it", async () => {
    const ctx = await newCtx("member");
    const assistantId = await makeAssistant(ctx);
    const { started } = await ask(ctx, "Begin", { assistantId });
    await archiveAssistant(ctx, { assistantId });
    const question = `Go on ${randomUUID()}`;
    await ask(ctx, question, { threadId: started.threadId });
    expect(toldBefore(question)).toBe(INSTRUCTIONS);
    await expect(send(ctx, "Again", { assistantId })).rejects.toMatchObject({ code: "not_found" });
  });

  test.each(["taken back", "left behind"] as const)(
    "is refused in one sentence once the assistant is %s, and goes on without it",
    async (how) => {
      const departmentId = await makeDepartment(db);
      const [maker, ctx] = [await makeColleague(db, departmentId), await makeColleague(db, departmentId)];
      const assistantId = await makeAssistant(maker, { sharing: { visibility: "department" } });
      const { started } = await ask(ctx, "Begin", { assistantId });
      if (how === "taken back") await saveAssistant(maker, { ...fields(), assistantId });
      else await join(ctx, null);
      const { threadId } = started;
      const refusal = {
        code: "conflict",
        message:
          "Bookkeeper, who answered in this thread, is not shared with you any more: choose another assistant, or none.",
      };
      await expect(send(ctx, "Go on", { threadId })).rejects.toMatchObject(refusal);
      await expect(getQuote(ctx, { threadId })).rejects.toMatchObject(refusal);
      const unshared = {
        id: assistantId,
        name: "Bookkeeper",
        description: "",
        model: null,
        isVisible: false,
      };
      expect((await getThread(ctx, started)).assistant).toEqual(unshared);
      await chooseAssistant(ctx, { threadId, assistantId: null });
      await ask(ctx, "Go on without", { threadId });
    },
  );
});

describe("the quote of an assistant", () => {
  test.each(["new thread", "thread"] as const)("is what a message in a %s is held for", async (where) => {
    const ctx = await newCtx("member");
    const assistantId = await makeAssistant(ctx, { instructions: "Answer in rhymes. ".repeat(200) });
    const before = where === "thread" ? await ask(ctx, "Before", { assistantId }) : null;
    const place = before ? { threadId: before.started.threadId } : { assistantId };
    const quote = await getQuote(ctx, place);
    const text = "How much is it?";
    const started = await send(ctx, text, place);
    const [row] = await attemptsOf(started.runId);
    const inputTokens = quote.contextTokens + (await mostTokens(text));
    expect(row).toMatchObject({ inputTokensCounted: inputTokens, outputTokensMax: quote.outputTokensMax });
    const [hold] = await db
      .select()
      .from(reservations)
      .where(eq(reservations.attemptId, row?.id ?? ""));
    const { inputPicoUsdPerToken, outputPicoUsdPerToken, outputTokensMax } = quote;
    expect(hold?.amountPicoUsd).toBe(
      BigInt(inputTokens) * inputPicoUsdPerToken + BigInt(outputTokensMax) * outputPicoUsdPerToken,
    );
    await readToEnd(ctx, started);
  });
});

describe("an assistant's budget", () => {
  const budgetOf = (scopeId: string) =>
    ({ scope: "assistant", scopeId, period: "month", unit: "usd", onLimit: "block" }) as const;

  test("stops what is asked of it, and nothing else", async () => {
    const [ctx, admin] = [await newCtx("member"), await newCtx()];
    const assistantId = await makeAssistant(ctx);
    await setBudget(admin, { ...budgetOf(assistantId), limit: 0n });
    await expect(send(ctx, "Of it", { assistantId })).rejects.toMatchObject({
      code: "budget_exceeded",
      message: expect.stringMatching(/^This assistant's \w+ budget of \$0.00 is used up\. It resets on /),
      details: { scope: "assistant" },
    });
    await ask(ctx, "Of the model alone");
  });

  test("is not exceeded by many members at once, each on a connection of their own", async () => {
    const admin = await newCtx();
    const assistantId = await makeAssistant(admin, { ...everyone, outputTokensMax: 300 });
    const members = await Promise.all(Array.from({ length: 16 }, () => newCtx("member")));
    const quote = await getQuote(admin, { assistantId });
    const text = "Now";
    const inputTokens = BigInt(quote.contextTokens + (await mostTokens(text)));
    const one =
      inputTokens * quote.inputPicoUsdPerToken + BigInt(quote.outputTokensMax) * quote.outputPicoUsdPerToken;
    // Room for five worst cases; a sixth could only be had by cutting it below what is useful.
    const limit = one * 5n + 1n;
    const { budgetId } = await setBudget(admin, { ...budgetOf(assistantId), limit });
    const outcomes = await Promise.allSettled(members.map((ctx) => send(ctx, text, { assistantId })));
    const started = outcomes.flatMap((each, n) =>
      each.status === "fulfilled" ? [{ ctx: members[n], run: each.value }] : [],
    );
    expect(started).toHaveLength(5);
    for (const each of outcomes) {
      if (each.status === "rejected") expect(each.reason).toMatchObject({ code: "budget_exceeded" });
    }
    for (const { ctx, run } of started) if (ctx) await readToEnd(ctx, run);
    const [period] = await db.execute<{ spent: string; reserved: string }>(sql`
      select spent_amount as spent, reserved_amount as reserved from budget_periods where budget_id = ${budgetId}`);
    expect(BigInt(period?.spent ?? 0) + BigInt(period?.reserved ?? 0)).toBeLessThanOrEqual(limit);
    const [sum] = await db.execute<{ cost: string }>(
      sql`select sum(cost_pico_usd) as cost from entries where assistant_id = ${assistantId}`,
    );
    expect(BigInt(sum?.cost ?? 0)).toBe(BigInt(period?.spent ?? 0));
    expect((await verifyLedger(db, "UTC")).problems).toEqual([]);
  });

  test("counts what was spent before it was set", async () => {
    const [ctx, admin] = [await newCtx("member"), await newCtx()];
    const assistantId = await makeAssistant(ctx);
    await ask(ctx, "Before the budget", { assistantId });
    await setBudget(admin, { ...budgetOf(assistantId), limit: parseUsd("0.0000001") });
    await expect(send(ctx, "After it", { assistantId })).rejects.toMatchObject({ code: "budget_exceeded" });
  });

  test("is for an assistant that exists", async () => {
    const admin = await newCtx();
    await expect(setBudget(admin, { ...budgetOf(randomUUID()), limit: 1n })).rejects.toMatchObject({
      code: "not_found",
      message: "There is no such assistant.",
    });
  });
});
