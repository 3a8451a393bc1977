import { setTimeout as sleep } from "node:timers/promises";
import { and, eq, isNull } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { isConnectionFailure } from "@/db/connection-failure";
import { attempts } from "@/db/schema";
import { throughRestart } from "@/db/through-restart";
import { tellUsedUp } from "@/lib/budgets";
import { log } from "@/lib/log";
import { countRefusal } from "./count-refusal";
import { state } from "./live";
import { type StartAnswer, type StartAsk, startDesk } from "./start-desk";

const PAUSES_MS = [100, 300, 1_000, 2_000];

/**
 * Asks the start desk, also through a restart of the database. Where the connection broke nobody knows whether the
 * start was stored: it is looked for, and only asked for again where it was not.
 */
export async function askStart(db: Conn, ask: StartAsk): Promise<StartAnswer> {
  const answer = await askThroughRestart(db, ask);
  await Promise.all([countRefusal(db, ask, answer), alertUsedUp(db, ask, answer)]);
  return answer;
}

/** After the refusal, as the count: what an accepted call waits for knows nothing of it. */
async function alertUsedUp(db: Conn, { attempt }: StartAsk, answer: StartAnswer): Promise<void> {
  if (answer.kind !== "refused" || !answer.usedUp || attempt.purpose !== "answer") return;
  await tellUsedUp(db, answer.usedUp);
}

async function askThroughRestart(db: Conn, ask: StartAsk): Promise<StartAnswer> {
  for (const pauseMs of PAUSES_MS) {
    try {
      return await startDesk(db).ask(ask);
    } catch (error) {
      if (!isConnectionFailure(error)) throw error;
      log.warn({ err: error, pauseMs }, "the database went away during a start; looking again");
    }
    await sleep(pauseMs);
    const stored = await throughRestart(() => findStored(db, ask.attempt.attemptId));
    if (stored) return { kind: "started", ...stored };
  }
  return startDesk(db).ask(ask);
}

/** An attempt that is stored and still ours to make. */
async function findStored(db: Conn, attemptId: string) {
  const isOurs = and(eq(attempts.leaseOwner, state.processId), isNull(attempts.endedAt));
  const [stored] = await db
    .select({ outputTokensMax: attempts.outputTokensMax, departmentId: attempts.departmentId })
    .from(attempts)
    .where(and(eq(attempts.id, attemptId), isOurs));
  return stored;
}
