import { alertRules } from "@/db/schema";
import { recordAct } from "@/lib/audit";
import { AppError } from "@/lib/errors";
import { PICO_PER_USD, type PicoUsd } from "@/lib/money";
import { lockOrganisation } from "@/lib/org";
import type { Ctx } from "@/lib/org/types";
import { assertAdmin } from "../admin-only";
import { getMinimums, type Minimums } from "./get-minimums";

const MOST: PicoUsd = 1_000_000n * PICO_PER_USD;

/** Changes both for everybody. Throws `invalid` with the field; a member gets `not_found`. */
export async function setMinimums(ctx: Ctx, input: Minimums): Promise<void> {
  assertAdmin(ctx.actor);
  const { anomalyMinPicoUsd, suggestionMinPicoUsd } = input;
  const wanted = { anomalyMinPicoUsd, suggestionMinPicoUsd };
  for (const [field, amount] of Object.entries(wanted)) {
    if (amount <= 0n || amount > MOST) throw refuse(field);
  }
  await ctx.db.transaction(async (tx) => {
    await lockOrganisation(tx);
    const before = await getMinimums(tx);
    await tx.insert(alertRules).values(wanted).onConflictDoUpdate({ target: alertRules.only, set: wanted });
    await recordAct(tx, ctx.actor, {
      ...{ act: "report_minimums.set", subject: { kind: "report_minimums", id: null, name: null } },
      ...{ before: factsOf(before), after: factsOf(wanted) },
    });
  });
}

function factsOf({ anomalyMinPicoUsd, suggestionMinPicoUsd }: Minimums) {
  return {
    anomalyMinPicoUsd: String(anomalyMinPicoUsd),
    suggestionMinPicoUsd: String(suggestionMinPicoUsd),
  };
}

function refuse(field: string): AppError {
  return new AppError("invalid", "Enter an amount above $0, at most $1,000,000.", { details: { field } });
}
