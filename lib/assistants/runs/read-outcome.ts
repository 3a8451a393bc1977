import { and, eq } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { attempts, messages, runs } from "@/db/schema";
import { toDecimalUsd } from "@/lib/money";
import type { RunOutcome } from "../types";
import { toRunView, viewColumns } from "./view";

/** A run as it is stored now, in the shape that the browser gets. Null when the thread was erased. */
export async function readOutcome(
  db: Conn,
  runId: string,
): Promise<{ eventId: number; outcome: RunOutcome } | null> {
  const [row] = await db
    .select({
      ...viewColumns,
      eventId: runs.checkpointEventId,
      messageId: messages.id,
      text: messages.content,
    })
    .from(runs)
    .innerJoin(messages, eq(messages.id, runs.answerMessageId))
    .leftJoin(attempts, and(eq(attempts.runId, runs.id), eq(attempts.purpose, "answer")))
    .where(eq(runs.id, runId))
    .orderBy(attempts.number)
    .limit(1);
  if (!row) return null;
  const view = toRunView(row);
  return {
    eventId: row.eventId,
    outcome: {
      status: view.status,
      messageId: row.messageId,
      model: view.model,
      assistantName: view.assistantName,
      simulated: view.simulated,
      text: row.text,
      costUsd: view.cost && view.cost.certainty !== "unpriced" ? toDecimalUsd(view.cost.costPicoUsd) : null,
      certainty: view.cost?.certainty ?? null,
      usage: view.cost?.usage ?? null,
      durationMs: view.durationMs,
      cutToBudget: view.cutToBudget,
      downgradeReason: view.downgradeReason,
      incompleteReason: view.incompleteReason,
      error: view.error,
    },
  };
}
