import { Temporal } from "temporal-polyfill";
import type { Conn } from "@/db/client";
import { pipeline } from "@/db/pipeline";
import { makeAttempt } from "@/lib/budgets/testing";
import { entryStatements, type Purpose } from "@/lib/ledger";
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
export async function bookCall(conn: Conn, call: BookedCall): Promise<string> {
  const { at, timeZone, estimated = false, costPicoUsd, ...facts } = call;
  const attempt = { ...(await makeAttempt(conn, call.userId)), ...facts };
  const date = Temporal.Instant.fromEpochMilliseconds(at.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDate();
  await pipeline(
    conn,
    entryStatements([
      {
        ...attempt,
        kind: "usage",
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
        certainty: estimated ? "estimated" : "exact",
        certaintyReason: estimated ? "stopped" : null,
        ...{ overrunPicoUsd: 0n, inBudgets: true, adjustedBy: null, adjustedWhy: null },
        occurredAt: at,
        day: date.toString(),
        month: date.with({ day: 1 }).toString(),
      },
    ]),
  );
  return attempt.attemptId;
}
