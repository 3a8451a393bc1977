import { eq } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import type { Conn } from "@/db/client";
import { pipeline } from "@/db/pipeline";
import { entries } from "@/db/schema";
import { makeAttempt } from "@/lib/budgets/testing";
import { type Certainty, entryStatements, type NewEntry, type Purpose } from "@/lib/ledger";
import type { PicoUsd } from "@/lib/money";

export type BookedCall = {
  userId: string;
  at: Date;
  timeZone: string;
  costPicoUsd: PicoUsd;
  departmentId?: string | null;
  assistantId?: string | null;
  provider?: string;
  model?: string;
  purpose?: Purpose;
  estimated?: boolean;
};

/** Books a call by the ledger's own statements, without a budget: 100 tokens in, 40 of them cached, and 10 out. */
export function bookCall(conn: Conn, call: BookedCall): Promise<string> {
  return book(conn, call, USAGE);
}

/** Books a call whose price nobody knows, which costs nothing that is known. */
export function bookUnpriced(
  conn: Conn,
  call: Omit<BookedCall, "costPicoUsd" | "estimated">,
): Promise<string> {
  return book(conn, { ...call, costPicoUsd: 0n, certainty: "unpriced" }, USAGE);
}

/** Books the difference of a correction of a month that is over: the cost can be below nothing. */
export function bookLate(conn: Conn, call: BookedCall): Promise<string> {
  return book(conn, call, {
    ...{ kind: "adjustment", inBudgets: false, adjustedBy: null, adjustedWhy: "The invoice." },
  });
}

type Kind = Pick<NewEntry, "kind" | "inBudgets" | "adjustedBy" | "adjustedWhy">;
const USAGE: Kind = { kind: "usage", inBudgets: true, adjustedBy: null, adjustedWhy: null };

async function book(conn: Conn, call: BookedCall & { certainty?: Certainty }, kind: Kind): Promise<string> {
  const { at, timeZone, estimated = false, costPicoUsd, ...given } = call;
  const { certainty = estimated ? "estimated" : "exact", ...facts } = given;
  const attempt = { ...(await makeAttempt(conn, call.userId)), ...facts };
  const date = Temporal.Instant.fromEpochMilliseconds(at.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDate();
  await pipeline(
    conn,
    entryStatements([
      {
        ...attempt,
        ...kind,
        usage: {
          ...{
            inputTokens: 100,
            cachedInputTokens: 40,
            cacheWriteTokens: 0,
            outputTokens: 10,
            reasoningTokens: 0,
          },
        },
        costPicoUsd,
        certainty,
        certaintyReason: estimated ? "stopped" : null,
        overrunPicoUsd: 0n,
        occurredAt: at,
        day: date.toString(),
        month: date.with({ day: 1 }).toString(),
      },
    ]),
  );
  return attempt.attemptId;
}

/** Takes back what a call was booked with, and books it anew at another cost, on the day of the call. */
export async function bookCorrection(conn: Conn, attemptId: string, costPicoUsd: PicoUsd): Promise<void> {
  const [booked] = await conn.select().from(entries).where(eq(entries.attemptId, attemptId));
  if (!booked) throw new Error("Only what is booked can be corrected.");
  const { inputTokens, cachedInputTokens, outputTokens, id: _, recordedAt: _at, ...facts } = booked;
  const adjustment = (times: 1 | -1, cost: PicoUsd) => ({
    ...facts,
    kind: "adjustment" as const,
    purpose: facts.purpose === "title" ? ("title" as const) : ("answer" as const),
    certaintyReason: facts.certainty === "estimated" ? ("stopped" as const) : null,
    usage: {
      inputTokens: times * inputTokens,
      cachedInputTokens: times * cachedInputTokens,
      cacheWriteTokens: 0,
      outputTokens: times * outputTokens,
      reasoningTokens: 0,
    },
    costPicoUsd: cost,
    adjustedWhy: "A price was wrong.",
    month: `${facts.day.slice(0, 7)}-01`,
  });
  const both = [adjustment(-1, -booked.costPicoUsd), adjustment(1, costPicoUsd)];
  await pipeline(conn, entryStatements(both));
}
