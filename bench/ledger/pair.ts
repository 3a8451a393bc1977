import { sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { Desk } from "@/db/desk";
import { newId } from "@/db/id";
import { pipeline } from "@/db/pipeline";
import { recordset } from "@/db/recordset";
import { type Ask, admit, holdStatements, type Settlement, settle } from "@/lib/budgets";
import type { Db } from "../../db/client";
import { type Caller, MODEL } from "./organisation";

const WORST = {
  inputPicoUsd: 45_000_000n,
  outputPicoUsdPerToken: 600_000n,
  inputTokens: 300,
  outputTokensMax: 100,
  outputTokensMin: 100,
  messages: 1,
};
const BOOKING = {
  usage: {
    inputTokens: 280,
    cachedInputTokens: 0,
    cacheWriteTokens: 0,
    outputTokens: 90,
    reasoningTokens: 0,
  },
  costPicoUsd: 96_000_000n,
  certainty: "exact",
  certaintyReason: null,
} as const;

let numbers = 0;
type Pending = { caller: Caller; attemptId: string; number: number };

function next(caller: Caller): Pending {
  numbers += 1;
  return { caller, attemptId: newId(), number: numbers };
}

/** One call's reserve and settle, each in a transaction of its own. */
export async function reserveAndSettle(db: Db, caller: Caller): Promise<void> {
  const pending = next(caller);
  await reserve(db, [pending]);
  await settleThem(db, [pending]);
}

/** The same where calls that come at once share transactions, as they do in a process of the app. */
export function together(db: Db): (caller: Caller) => Promise<void> {
  const reserving = new Desk<Pending, true>((group) => reserve(db, group));
  const settling = new Desk<Pending, true>((group) => settleThem(db, group));
  return async (caller) => {
    const pending = next(caller);
    await reserving.ask(pending);
    await settling.ask(pending);
  };
}

function reserve(db: Db, group: Pending[]): Promise<true[]> {
  return db.transaction(async (tx) => {
    const decisions = await admit(tx, group.map(toAsk), { at: new Date(), timeZone: "UTC" });
    const holds = decisions.map((decision) => {
      if (decision.kind !== "admitted") throw new Error("The bench's budgets refuse nothing.");
      return decision.hold;
    });
    await insertAttempts(tx, group);
    await pipeline(tx, holdStatements(holds));
    return group.map(() => true as const);
  });
}

function toAsk({ caller, attemptId }: Pending): Ask {
  const { userId, threadId } = caller;
  const model = `${MODEL.provider}/${MODEL.model}`;
  return {
    attemptId,
    caller: { userId, threadId, apiKeyId: null, assistantId: null, model },
    worst: WORST,
    tried: [],
  };
}

/** As the app stores them: one statement of the same text for any number. */
async function insertAttempts(tx: Conn, group: readonly Pending[]): Promise<void> {
  const rows = group.map(({ caller, attemptId, number }) => ({ ...caller, attemptId, number }));
  const columns =
    '"attemptId" uuid, "runId" uuid, "userId" uuid, "threadId" uuid, "departmentId" uuid, "priceId" uuid, number int';
  await tx.execute(sql`
    insert into attempts (id, run_id, user_id, thread_id, department_id, price_id, number, purpose, provider, model,
      input_tokens_counted, input_tokens_likely, output_tokens_max, lease_expires_at)
    select "attemptId", "runId", "userId", "threadId", "departmentId", "priceId", number, 'answer',
      ${MODEL.provider}, ${MODEL.model}, 300, 300, 100, now() + interval '1 hour' from ${recordset(rows, columns)}`);
}

function settleThem(db: Db, group: Pending[]): Promise<true[]> {
  return db.transaction(async (tx) => {
    const { settled, statements } = await settle(tx, group.map(toSettlement), "UTC");
    if (settled.size !== group.length) throw new Error("An attempt was settled before.");
    await pipeline(tx, statements);
    return group.map(() => true as const);
  });
}

function toSettlement({ caller, attemptId }: Pending): Settlement {
  const { runId, userId, threadId, departmentId, priceId } = caller;
  return {
    attempt: {
      ...{ attemptId, runId, userId, threadId, departmentId, priceId, ...MODEL },
      ...{ apiKeyId: null, assistantId: null, purpose: "answer", serviceTier: "default", simulated: false },
    },
    state: "posted",
    booking: BOOKING,
  };
}
