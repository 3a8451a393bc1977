import { randomUUID } from "node:crypto";
import type { Upstream } from "@/e2e/upstream/server";
import { followRun, type RunOutcome, startRun } from "@/lib/assistants";
import { isAppError } from "@/lib/errors";
import type { Ctx } from "@/lib/org/types";
import type { Conversation, Exchange } from "./corpus";
import { createGate } from "./gate";

const RUN_TIMEOUT_MS = 120_000;

export type Played = {
  messages: number;
  completed: number;
  /** Kept answers that end early, by reason. */
  incomplete: Map<string, number>;
  /** Messages that a rule of the product turned away before any call (too long), by what was said. */
  refused: Map<string, number>;
  /** Messages that got no answer though they should have, by what was said. */
  failed: Map<string, number>;
};

type Stage = { upstream: Upstream; members: Ctx[]; onMessage: () => void; signal: AbortSignal };

/** Sends every message of every conversation, each conversation in a thread of its own, one conversation per member at a time. */
export async function play(conversations: Conversation[], stage: Stage): Promise<Played> {
  const played: Played = {
    messages: 0,
    completed: 0,
    incomplete: new Map(),
    refused: new Map(),
    failed: new Map(),
  };
  // Two conversations may ask the same: only one at a time, so that each gets its own recorded answer.
  const gate = createGate();
  const waiting = conversations.values();
  const playAll = async (ctx: Ctx) => {
    for (const { exchanges } of waiting) {
      let threadId: string | null = null;
      for (const exchange of exchanges) {
        stage.signal.throwIfAborted();
        threadId = await gate(exchange.question, () => send(ctx, threadId, exchange));
        stage.onMessage();
      }
    }
  };
  await Promise.all(stage.members.map(playAll));
  return played;

  async function send(ctx: Ctx, threadId: string | null, { question, answer }: Exchange) {
    played.messages += 1;
    stage.upstream.reply({ match: { exact: question }, reply: answer });
    try {
      const started = await startRun(ctx, { threadId, text: question, idempotencyKey: randomUUID() });
      tally(played, await waitForOutcome(ctx, started.runId));
      return started.threadId;
    } catch (error) {
      const isRule = isAppError(error) && error.code === "invalid";
      add(isRule ? played.refused : played.failed, error instanceof Error ? error.message : String(error));
      return threadId;
    }
  }
}

function tally(played: Played, outcome: RunOutcome | null): void {
  if (outcome?.status === "completed") played.completed += 1;
  else if (outcome?.status === "incomplete") add(played.incomplete, outcome.incompleteReason ?? "unknown");
  else add(played.failed, outcome?.error?.message ?? "The run was never settled.");
}

/** Reads the run to its very end, so that its title is settled too. */
async function waitForOutcome(ctx: Ctx, runId: string): Promise<RunOutcome | null> {
  const input = { runId, afterEventId: null, signal: AbortSignal.timeout(RUN_TIMEOUT_MS) };
  let outcome: RunOutcome | null = null;
  for await (const event of await followRun(ctx, input)) if (event.type === "done") outcome = event.data;
  return outcome;
}

function add(counts: Map<string, number>, reason: string): void {
  counts.set(reason, (counts.get(reason) ?? 0) + 1);
}
