import { sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { newId } from "@/db/id";
import { recordset } from "@/db/recordset";
import { log } from "@/lib/log";
import { limitAtInstant } from "./at-moment";
import { AT_THE_LIMIT, fire, REACHED } from "./fire";
import type { PeriodRow } from "./lock-periods";

/** A budget of which too little is left for an answer, as it was found, and the model that was to give it. */
export type UsedUp = Pick<
  PeriodRow,
  "budgetId" | "subjectId" | "scope" | "scopeId" | "period" | "unit" | "startsAt" | "limit" | "spent"
> & { model: string };

/** A budget that was raised since is not used up any more. */
const limitNow = limitAtInstant(
  { limit: sql`b.limit_amount`, budgetId: sql`b.id`, subjectId: sql`item."subjectId"` },
  sql`now()`,
);

/**
 * Alerts that a budget is used up, unless that was told already: then nothing is written. By itself, when the refusal
 * is over; a failure is only logged, and the next refusal tells it.
 */
export async function tellUsedUp(db: Conn, usedUp: UsedUp): Promise<void> {
  try {
    await db.execute(
      fire(sql`
        select item.* from ${recordset([toReached(usedUp)], `${REACHED}, total bigint`)}
        join budgets b on b.id = item."budgetId" where item.total = ${limitNow}`),
    );
  } catch (error) {
    log.error({ err: error, budgetId: usedUp.budgetId }, "a used-up budget could not be told");
  }
}

function toReached({ limit, spent, model, ...row }: UsedUp) {
  const { budgetId, subjectId, scope, scopeId, period, unit } = row;
  const startsAt = row.startsAt.toISOString();
  const percent = AT_THE_LIMIT;
  return {
    ...{ id: newId(), budgetId, subjectId, startsAt, percent, before: spent, total: limit },
    payload: {
      ...{ budgetId, subjectId, scope, scopeId, period, unit, startsAt, percent },
      ...{ limit: String(limit), spent: String(spent), refusedModel: model },
    },
  };
}
