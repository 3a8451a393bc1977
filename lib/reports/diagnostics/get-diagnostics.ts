import { isNull, sql } from "drizzle-orm";
import { users } from "@/db/schema";
import { getEnv } from "@/lib/env";
import type { Ctx } from "@/lib/org/types";
import { assertAdmin } from "../admin-only";
import { getMinimums } from "../minimums/get-minimums";
import type { ReckonedModel } from "../types";
import { diagnosedDays } from "./days";
import { readHabits } from "./habits";
import { LONG_INPUT_TOKENS, SHORT_INPUT_TOKENS, SHORT_OUTPUT_TOKENS } from "./limits";
import { readRepeatingCalls } from "./repeated-calls";
import { readSpikes } from "./spikes";
import { suggest } from "./suggest";
import { readTroubleCalls } from "./trouble-calls";
import type { Diagnostics } from "./types";
import { readWeeks } from "./weeks";

const CALLS_SHOWN = 5;

type Input = {
  /** What could be used instead. */
  offered: readonly ReckonedModel[];
  now?: Date | undefined;
  timeZone?: string | undefined;
};

/**
 * Where the last 30 days' money went for no good reason, and how a roll-out goes; all of one snapshot. For admins, a
 * member gets `not_found`.
 */
export async function getDiagnostics(ctx: Ctx, input: Input): Promise<Diagnostics> {
  assertAdmin(ctx.actor);
  const { offered, now = new Date(), timeZone = getEnv().ORG_TIME_ZONE } = input;
  const days = diagnosedDays(now, timeZone);
  const isolation = { isolationLevel: "repeatable read", accessMode: "read only" } as const;
  return ctx.db.transaction(async (tx) => {
    const habits = await readHabits(tx, days, offered);
    const isShort = sql`e.input_tokens <= ${SHORT_INPUT_TOKENS}::int and e.output_tokens <= ${SHORT_OUTPUT_TOKENS}::int`;
    const isLong = sql`e.input_tokens > ${LONG_INPUT_TOKENS}::int`;
    const longest = { order: sql`e.input_tokens desc`, condition: isLong, limit: CALLS_SHOWN };
    const shortest = { order: sql`e.cost_pico_usd desc`, condition: isShort, limit: CALLS_SHOWN };
    const minimums = await getMinimums(tx);
    return {
      ...{ from: days.from, to: days.to, timeZone, readAt: now },
      ...(await readSpikes(tx, days)),
      habits,
      longest: await readTroubleCalls(tx, days, longest),
      shortest: await readTroubleCalls(tx, days, shortest),
      repeating: await readRepeatingCalls(tx, days, CALLS_SHOWN),
      weeks: await readWeeks(tx, { now, timeZone }),
      members: await tx.$count(users, isNull(users.disabledAt)),
      suggestions: suggest(habits, minimums.suggestionMinPicoUsd),
      minimums,
    };
  }, isolation);
}
