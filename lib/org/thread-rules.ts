import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Conn } from "@/db/client";
import { organisations } from "@/db/schema";
import { recordAct } from "@/lib/audit";
import { requireAdmin } from "./admin";
import { readFields } from "./read-fields";
import type { Ctx, ThreadRules } from "./types";

/** What holds where nobody has chosen anything else; the columns' own defaults. */
const THREAD_RULES_DEFAULT: ThreadRules = {
  archiveAfterDays: 30,
  deleteAfterDays: 365,
  temporaryHours: 24,
  activeThreadsMax: null,
};

/** An announcement comes two weeks ahead, so a shorter rule could not be kept. */
const DELETE_DAYS_MIN = 30;
const DAYS_MAX = 3_650;

const whole = (what: string, min: number, max: number) => {
  const sentence = `Enter ${what} as a whole number from ${min} to ${max.toLocaleString("en")}.`;
  return z.number(sentence).int(sentence).min(min, sentence).max(max, sentence);
};

const orNever = " or nothing for never";

/** The rules about old threads as an admin gives them, with sentences for what is wrong. */
const threadRules = z
  .object({
    archiveAfterDays: whole(`the days until threads are archived,${orNever},`, 1, DAYS_MAX).nullable(),
    deleteAfterDays: whole(
      `the days until threads are deleted,${orNever},`,
      DELETE_DAYS_MIN,
      DAYS_MAX,
    ).nullable(),
    temporaryHours: whole("the hours until a temporary thread is erased", 1, 720),
    activeThreadsMax: whole("the most active threads, or nothing for no limit,", 1, 10_000).nullable(),
  })
  .refine(
    ({ archiveAfterDays, deleteAfterDays }) =>
      archiveAfterDays === null || deleteAfterDays === null || deleteAfterDays > archiveAfterDays,
    { path: ["deleteAfterDays"], message: "Choose more days for deleting threads than for archiving them." },
  );

/** The organisation's rules about old threads; the defaults before set-up. */
export async function getThreadRules(db: Conn): Promise<ThreadRules> {
  const [rules] = await db.select(columns).from(organisations).limit(1);
  return rules ?? THREAD_RULES_DEFAULT;
}

/** The same, held until the caller's transaction ends: who changes them waits for it. */
export async function holdThreadRules(tx: Conn): Promise<ThreadRules> {
  const [rules] = await tx.select(columns).from(organisations).limit(1).for("share");
  return rules ?? THREAD_RULES_DEFAULT;
}

/** Changes the rules, and answers what they were. Throws `invalid` with the field, `forbidden` for a member. */
export async function setThreadRules(ctx: Ctx, rules: ThreadRules): Promise<ThreadRules> {
  requireAdmin(ctx);
  const values = readFields(threadRules, rules);
  return ctx.db.transaction(async (tx) => {
    const [before] = await tx.select(columns).from(organisations).limit(1).for("no key update");
    await tx.update(organisations).set(values).where(sql`true`);
    const subject = { kind: "thread_rules", id: null, name: null };
    await recordAct(tx, ctx.actor, { act: "thread_rules.set", subject, before, after: values });
    return before ?? THREAD_RULES_DEFAULT;
  });
}

const columns = {
  archiveAfterDays: organisations.archiveAfterDays,
  deleteAfterDays: organisations.deleteAfterDays,
  temporaryHours: organisations.temporaryHours,
  activeThreadsMax: organisations.activeThreadsMax,
};
