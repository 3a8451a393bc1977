import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { setBudget } from "@/lib/budgets";
import { memberBudget } from "@/lib/budgets/testing";
import { parseUsd } from "@/lib/money";
import type { Ctx } from "@/lib/org/types";
import { getThread, startRun } from ".";
import { readOutcome } from "./runs/read-outcome";
import { readToEnd, useAssistants } from "./testing";

const lab = useAssistants();
const { db, newCtx } = lab;

/** Less than the longest answer of gpt-4o may cost, and far more than one of gpt-4o-mini. */
const LOW = parseUsd("0.03");

async function limitTo(ctx: Ctx, limit: bigint) {
  const key = { ...memberBudget(ctx.actor.userId, "month"), onLimit: "downgrade" } as const;
  await setBudget(ctx, { ...key, downgradeTo: "compatible/gpt-4o-mini", limit });
}

async function ask(ctx: Ctx, model: string) {
  const started = await startRun(ctx, { text: "Make me a plan", model, idempotencyKey: randomUUID() });
  return { started, ...(await readToEnd(ctx, started)) };
}

describe("a budget that lets a cheaper model answer", () => {
  test("has the answer say so, in words, while it is followed and once it is stored", async () => {
    const ctx = await newCtx();
    await limitTo(ctx, LOW);
    const { started, outcome } = await ask(ctx, "compatible/gpt-4o");
    expect(outcome.model).toBe("gpt-4o-mini");
    expect(outcome.downgradeReason).toMatch(
      /^Your \w+ budget has \$0\.0300 left of \$0\.03, so a cheaper model answered\.$/,
    );
    const { downgradeReason } = outcome;
    const stored = await readOutcome(db, started.runId);
    expect(stored?.outcome).toMatchObject({ model: "gpt-4o-mini", downgradeReason });
    const { messages } = await getThread(ctx, started);
    expect(messages.at(-1)?.run).toMatchObject({ model: "gpt-4o-mini", downgradeReason });
  });

  test("says nothing where the model asked for answers", async () => {
    const ctx = await newCtx();
    await limitTo(ctx, parseUsd("5"));
    const { outcome } = await ask(ctx, "compatible/gpt-4o");
    expect(outcome).toMatchObject({ model: "gpt-4o", downgradeReason: null });
  });

  test("says nothing where the cheaper model is the one asked for", async () => {
    const ctx = await newCtx();
    await limitTo(ctx, parseUsd("0.001"));
    const { outcome } = await ask(ctx, "compatible/gpt-4o-mini");
    expect(outcome).toMatchObject({ model: "gpt-4o-mini", downgradeReason: null });
  });
});
