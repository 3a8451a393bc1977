import { eq } from "drizzle-orm";
import { isId } from "@/db/id";
import { attempts } from "@/db/schema";
import { recordAct } from "@/lib/audit";
import { AppError } from "@/lib/errors";
import { formatUsd, type PicoUsd, parseUsd } from "@/lib/money";
import type { Ctx } from "@/lib/org/types";
import { correctAttempt } from "./correct";

export type Adjustment = {
  attemptId: string;
  /** Decimal dollars, as on the provider's invoice. */
  costUsd: string;
  /** A sentence, at most 500 characters. */
  why: string;
};

/** Far above any call, and far below what a bigint holds. */
const COST_MAX = parseUsd("10000");
const WHY_CHARACTERS_MAX = 500;

/**
 * Books what a call really cost, with who and why, beside what is booked; it is exact from then on. Admins only;
 * throws `forbidden`, `invalid`, `not_found`, and `conflict` where there is nothing to correct.
 */
export async function adjustAttempt(
  ctx: Ctx,
  { attemptId, costUsd, why }: Adjustment,
): Promise<{ before: PicoUsd; after: PicoUsd }> {
  if (ctx.actor.role === "member") throw new AppError("forbidden", "Only an admin can correct an amount.");
  const costPicoUsd = readCost(costUsd);
  const reason = readReason(why);
  return ctx.db.transaction(async (tx) => {
    const before = await readBooked({ ...ctx, db: tx }, attemptId);
    const adjustedBy = ctx.actor.userId;
    if (!(await correctAttempt(tx, { attemptId, costPicoUsd, adjustedBy, why: reason }))) {
      throw new AppError("conflict", `This call is booked with exactly ${formatUsd(costPicoUsd)} already.`);
    }
    await recordAct(tx, ctx.actor, {
      act: "ledger.adjust",
      subject: { kind: "attempt", id: attemptId, name: null },
      before: { costPicoUsd: before },
      after: { costPicoUsd, why: reason },
    });
    return { before, after: costPicoUsd };
  });
}

function readCost(text: string): PicoUsd {
  let cost: PicoUsd;
  try {
    cost = parseUsd(text.replace(/^\s*\$/, ""));
  } catch (cause) {
    throw invalid(
      "costUsd",
      "Enter dollars with a point, such as 0.12; a call costs nothing at least.",
      cause,
    );
  }
  if (cost > COST_MAX) throw invalid("costUsd", `Enter at most ${formatUsd(COST_MAX)} for one call.`);
  return cost;
}

function readReason(text: string): string {
  const reason = text.trim();
  if (reason === "")
    throw invalid("why", "Say why the amount is another one, such as “Invoice of November”.");
  if (reason.length > WHY_CHARACTERS_MAX) {
    throw invalid("why", `Say why in at most ${WHY_CHARACTERS_MAX} characters.`);
  }
  return reason;
}

function invalid(field: string, message: string, cause?: unknown): AppError {
  return new AppError("invalid", message, { details: { field }, ...(cause === undefined ? {} : { cause }) });
}

/** What is booked now, the attempt's row locked so that it stays so. */
async function readBooked({ db }: Ctx, attemptId: string): Promise<PicoUsd> {
  const [attempt] = isId(attemptId)
    ? await db
        .select({ endedAt: attempts.endedAt, costPicoUsd: attempts.costPicoUsd })
        .from(attempts)
        .where(eq(attempts.id, attemptId))
        .for("no key update")
    : [];
  if (!attempt) throw new AppError("not_found", "There is no such call.");
  if (!attempt.endedAt) {
    throw new AppError("conflict", "This call is not settled yet: correct it when it has ended.");
  }
  if (attempt.costPicoUsd === null) {
    throw new AppError("conflict", "Nothing was charged for this call, so there is nothing to correct.");
  }
  return attempt.costPicoUsd;
}
