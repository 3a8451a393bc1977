import { sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { refusalDays } from "@/db/schema";
import { dayOf } from "@/lib/budgets";
import { getEnv } from "@/lib/env";
import { log } from "@/lib/log";
import type { StartAnswer, StartAsk } from "./start-desk";

/**
 * Counts an answer that a budget refused, for the reports. After the refusal and by itself, since that was rolled back;
 * a failure is only logged.
 */
export async function countRefusal(db: Conn, { attempt }: StartAsk, answer: StartAnswer): Promise<void> {
  if (answer.kind !== "refused" || answer.error.code !== "budget_exceeded") return;
  if (attempt.purpose !== "answer") return;
  const { userId, target } = attempt;
  const day = dayOf(new Date(), getEnv().ORG_TIME_ZONE);
  try {
    await db
      .insert(refusalDays)
      .values({ day, userId, provider: target.provider.id, model: target.model, refusals: 1 })
      .onConflictDoUpdate({
        target: [refusalDays.day, refusalDays.userId, refusalDays.provider, refusalDays.model],
        set: { refusals: sql`${refusalDays.refusals} + 1` },
      });
  } catch (error) {
    log.error({ err: error }, "a refusal could not be counted");
  }
}
