import { isNull } from "drizzle-orm";
import { users } from "@/db/schema";
import { getEnv } from "@/lib/env";
import type { Ctx } from "@/lib/org/types";
import { assertAdmin } from "../admin-only";
import { getMinimums } from "../minimums/get-minimums";
import type { ReckonedModel } from "../types";
import { CALLS_KEPT } from "./answers";
import { diagnosedDays } from "./days";
import { readHabits } from "./habits";
import { readRepeatingCalls } from "./repeated-calls";
import { readSpikes } from "./spikes";
import { suggest } from "./suggest";
import { readTroubleCalls } from "./trouble-calls";
import type { Diagnostics } from "./types";
import { readWeeks } from "./weeks";

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
    const minimums = await getMinimums(tx);
    return {
      ...{ from: days.from, to: days.to, timeZone, readAt: now },
      ...(await readSpikes(tx, days)),
      habits,
      longest: await readTroubleCalls(tx, days, { kind: "longest", limit: CALLS_KEPT }),
      shortest: await readTroubleCalls(tx, days, { kind: "shortest", limit: CALLS_KEPT }),
      repeating: await readRepeatingCalls(tx, days, CALLS_KEPT),
      weeks: await readWeeks(tx, { now, timeZone }),
      members: await tx.$count(users, isNull(users.disabledAt)),
      suggestions: suggest(habits, minimums.suggestionMinPicoUsd),
      minimums,
    };
  }, isolation);
}
