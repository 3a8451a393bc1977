import { createHash } from "node:crypto";
import { RateLimiterDrizzle, RateLimiterRes } from "rate-limiter-flexible";
import type { Conn } from "@/db/client";
import { rateLimits } from "@/db/schema";
import { AppError } from "@/lib/errors";

type Attempt = { email: string; ip: string | null };

const MINUTE_S = 60;
/** The wait after each further round of failures; the last one repeats. */
const WAITS_S = [1, 2, 5, 15, 30, 60].map((minutes) => minutes * MINUTE_S);

/**
 * Counts a try before the password is looked at, so that parallel tries cannot pass the limit together.
 * Throws `rate_limited` with the wait.
 */
export async function takeAttempt(db: Conn, { email, ip }: Attempt): Promise<void> {
  const limits = limitersOf(db);
  if (ip) await consume(limits.byAddress, limits.rounds, `ip:${ip}`);
  await consume(limits.byMail, limits.rounds, mailKey(email));
}

/** After a success: the email starts afresh and the address gets its try back. */
export async function forgiveAttempts(db: Conn, { email, ip }: Attempt): Promise<void> {
  const limits = limitersOf(db);
  await limits.byMail.delete(mailKey(email));
  await limits.rounds.delete(mailKey(email));
  if (ip) await limits.byAddress.reward(`ip:${ip}`);
}

async function consume(limiter: RateLimiterDrizzle, rounds: RateLimiterDrizzle, key: string): Promise<void> {
  const refusal = await limiter.consume(key).then(
    () => null,
    (error: unknown) => {
      if (error instanceof RateLimiterRes) return error;
      throw error;
    },
  );
  if (!refusal) return;
  const isFirstRefusal = refusal.consumedPoints === limiter.points + 1;
  const waitMs = isFirstRefusal ? await startWait(limiter, rounds, key) : refusal.msBeforeNext;
  throw new AppError("rate_limited", `Too many tries. Wait ${waitInWords(waitMs)} and try again.`, {
    details: { retryAfterMs: String(waitMs) },
  });
}

async function startWait(
  limiter: RateLimiterDrizzle,
  rounds: RateLimiterDrizzle,
  key: string,
): Promise<number> {
  const { consumedPoints: round } = await rounds.penalty(key);
  const waitS = WAITS_S[Math.min(round, WAITS_S.length) - 1] ?? MINUTE_S;
  await limiter.block(key, waitS);
  return waitS * 1000;
}

function waitInWords(waitMs: number): string {
  const minutes = Math.ceil(waitMs / (MINUTE_S * 1000));
  return minutes <= 1 ? "one minute" : `${minutes} minutes`;
}

function mailKey(email: string): string {
  return `mail:${createHash("sha256").update(email.trim().toLowerCase()).digest("hex")}`;
}

type Limiters = { byMail: RateLimiterDrizzle; byAddress: RateLimiterDrizzle; rounds: RateLimiterDrizzle };

const limiters = new WeakMap<Conn, Limiters>();

function limitersOf(db: Conn): Limiters {
  const known = limiters.get(db);
  if (known) return known;
  const limiter = (keyPrefix: string, points: number, duration: number) =>
    new RateLimiterDrizzle({ storeClient: db, schema: rateLimits, keyPrefix, points, duration });
  const made = {
    byMail: limiter("sign-in", 5, 15 * MINUTE_S),
    byAddress: limiter("sign-in", 50, 15 * MINUTE_S),
    rounds: limiter("sign-in-rounds", Number.MAX_SAFE_INTEGER, 24 * 60 * MINUTE_S),
  };
  limiters.set(db, made);
  return made;
}
