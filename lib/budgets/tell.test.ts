import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";

const run = promisify(execFile);

/** Decides about a call and settles it, in a process that logs at the level given; answers its lines. */
async function linesAt(level: string): Promise<Record<string, unknown>[]> {
  const script = `
    import { AppError } from "./lib/errors.ts";
    import { tellCorrection, tellDecisions, tellEnds, tellingTurnedAway } from "./lib/budgets/tell.ts";
    const caller = { userId: "u", threadId: "t", apiKeyId: null, assistantId: null, model: "openai/gpt-4o" };
    const worst = { inputPicoUsd: 7n, outputPicoUsdPerToken: 2n, inputTokens: 3, outputTokensMax: 9, outputTokensMin: 1, messages: 1 };
    const ask = { attemptId: "a", caller, worst, tried: [] };
    const hold = { reservation: {}, shares: [{ budgetId: "b" }] };
    const error = Object.assign(new Error("Over."), { code: "budget_exceeded", details: { budgetId: "b" } });
    tellDecisions([ask, ask, ask], [
      { kind: "admitted", outputTokensMax: 4, amountPicoUsd: 15n, hold },
      { kind: "downgrade", to: "openai/gpt-4o-mini", because: "It is cheaper." },
      { kind: "refused", error },
    ]);
    const attempt = { attemptId: "a", runId: "r", userId: "u", provider: "openai", model: "gpt-4o", purpose: "answer", priceId: "p" };
    const usage = { inputTokens: 3, cachedInputTokens: 0, cacheWriteTokens: 0, outputTokens: 4, reasoningTokens: 0 };
    const booking = { usage, costPicoUsd: 15n, certainty: "exact", certaintyReason: null };
    tellEnds([{ attempt, state: "posted", booking }, { attempt, state: "voided" }]);
    const right = { ...booking, costPicoUsd: 12n };
    tellCorrection({ attempt, booked: booking, right, adjustedBy: "admin", why: "The bill says so." });
    const call = { userId: "u", threadId: null, model: "openai/other" };
    for (const code of ["invalid", "budget_exceeded"]) {
      await tellingTurnedAway(call, () => Promise.reject(new AppError(code, "No."))).catch(() => null);
    }`;
  const args = ["--import", "tsx", "--input-type=module", "--eval", script];
  const { stdout } = await run(process.execPath, args, { env: { ...process.env, LOG_LEVEL: level } });
  return stdout
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

describe("at debug level the log", () => {
  test("has every cost decision with its figures, and how it ended", async () => {
    const lines = await linesAt("debug");
    const asked = { attemptId: "a", userId: "u", model: "openai/gpt-4o", inputTokens: 3, inputPicoUsd: "7" };
    expect(lines).toMatchObject([
      { ...asked, decision: "admitted", outputTokensMax: 4, heldPicoUsd: "15", budgets: ["b"] },
      { ...asked, decision: "downgrade", to: "openai/gpt-4o-mini" },
      { ...asked, decision: "refused", code: "budget_exceeded", budgetId: "b" },
      {
        attemptId: "a",
        state: "posted",
        outputTokens: 4,
        costPicoUsd: "15",
        certainty: "exact",
        priceId: "p",
      },
      { attemptId: "a", state: "voided" },
      { attemptId: "a", before: { costPicoUsd: "15" }, after: { costPicoUsd: "12" }, adjustedBy: "admin" },
      { userId: "u", model: "openai/other", decision: "refused", code: "invalid", because: "No." },
    ]);
  });

  test("has none of it at the usual level", async () => {
    expect(await linesAt("info")).toEqual([]);
  });
});
