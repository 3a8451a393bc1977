import { and, eq, isNotNull, sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { attempts } from "@/db/schema";
import type { ServiceTier } from "@/lib/ledger";
import { log } from "@/lib/log";
import { findProvider } from "@/lib/provider-keys";
import { askAgain, canBeAsked, isProviderError, type PastResponse } from "@/lib/providers";
import { correctAttempt } from "./correct";
import { judgeUsage } from "./judge-usage";

const ASKED_AT_ONCE_MAX = 20;
/** The pause after each try, the last one again and again. The first is longer than one try can take. */
const PAUSES_SECONDS = [15, 60, 300, 1_800, 7_200];
/** About a day's worth. */
const TRIES_MAX = 17;

type AttemptRow = typeof attempts.$inferSelect;

/**
 * Asks providers what estimated attempts really used, and corrects those of which they know. Any instance may call
 * it at any time: an attempt is asked about by one at a time. Answers how many became exact.
 */
export async function correctEstimates(db: Conn): Promise<number> {
  const due = await claimDue(db);
  const asked = await Promise.allSettled(due.map((attempt) => askAbout(db, attempt)));
  for (const [n, result] of asked.entries()) {
    if (result.status === "fulfilled") continue;
    log.error({ err: result.reason, attemptId: due[n]?.id }, "an estimate could not be corrected");
  }
  return asked.filter((result) => result.status === "fulfilled" && result.value).length;
}

/** Whoever moves the instant of the next try on is the one who asks now; should it die, the next try comes all the same. */
function claimDue(db: Conn): Promise<AttemptRow[]> {
  const due = db.$with("due").as(
    db
      .select({ dueId: sql<string>`${attempts.id}`.as("due_id") })
      .from(attempts)
      .where(and(sql`${attempts.askAgainAt} <= now()`, isNotNull(attempts.providerResponseId)))
      .orderBy(attempts.askAgainAt)
      .limit(ASKED_AT_ONCE_MAX)
      .for("no key update", { skipLocked: true }),
  );
  const pauses = sql`${sql.param(PAUSES_SECONDS)}::int[]`;
  return db
    .with(due)
    .update(attempts)
    .set({
      asked: sql`${attempts.asked} + 1`,
      askAgainAt: sql`now() + make_interval(secs => (${pauses})[least(${attempts.asked} + 1, ${PAUSES_SECONDS.length}::int)])`,
    })
    .from(due)
    .where(eq(attempts.id, due.dueId))
    .returning();
}

/** True where the attempt became exact. */
async function askAbout(db: Conn, attempt: AttemptRow): Promise<boolean> {
  const past = await ask(db, attempt);
  if (past.status === "working") {
    if (attempt.asked >= TRIES_MAX) await stopAsking(db, attempt);
    return false;
  }
  const corrected = past.status === "done" && (await correct(db, attempt, past));
  await stopAsking(db, attempt);
  return corrected;
}

/** A provider that does not answer, or is not configured just now, may do so another time. */
async function ask(
  db: Conn,
  { provider: providerId, providerResponseId }: AttemptRow,
): Promise<PastResponse> {
  const provider = await findProvider(db, providerId);
  if (!provider || providerResponseId === null) return { status: "working" };
  if (!canBeAsked(provider)) return { status: "unsupported" };
  try {
    return await askAgain(provider, providerResponseId, { signal: new AbortController().signal });
  } catch (error) {
    if (!isProviderError(error)) throw error;
    return { status: "working" };
  }
}

/** The text is not at hand any more; the tokens booked for it stand in its place. */
async function correct(
  db: Conn,
  attempt: AttemptRow,
  { report, serviceTier }: Extract<PastResponse, { status: "done" }>,
): Promise<boolean> {
  const { id: attemptId, outputTokens, reasoningTokens } = attempt;
  const judged = judgeUsage(report, attempt, { textTokens: outputTokens - reasoningTokens, silentMs: 0 });
  if (judged.certainty !== "exact") {
    log.warn(
      { attemptId, reason: judged.certaintyReason },
      "a provider told no usable usage when asked again",
    );
    return false;
  }
  return correctAttempt(db, {
    attemptId,
    usage: judged.usage,
    serviceTier: TIERS[serviceTier ?? ""],
    adjustedBy: null,
    why: "The provider told what this call used when it was asked again.",
  });
}

/** The tiers that have a price; any other word leaves the attempt's own. */
const TIERS: Record<string, ServiceTier> = { default: "default", flex: "flex", batch: "batch" };

async function stopAsking(db: Conn, { id }: AttemptRow): Promise<void> {
  await db.update(attempts).set({ askAgainAt: null }).where(eq(attempts.id, id));
}
