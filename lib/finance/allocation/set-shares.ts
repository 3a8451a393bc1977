import { asc, inArray, sql } from "drizzle-orm";
import { isId } from "@/db/id";
import { departmentShares, departments } from "@/db/schema";
import { recordAct } from "@/lib/audit";
import { getEnv } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { lockOrganisation } from "@/lib/org";
import type { Ctx } from "@/lib/org/types";
import { formatPercent } from "@/lib/percent";
import { spanOf } from "@/lib/reports";
import { assertAdmin } from "../admin-only";
import { WHOLE } from "./divide";
import { readShares } from "./read-shares";

export type Share = { departmentId: string; basisPoints: number };

/** At once; as many as departments can be. */
const SHARES_MAX = 500;

/**
 * Sets the shares of some departments from the running month on, all of them or none; the others keep theirs. Answers
 * how many have changed. Throws `invalid` where all shares together are more than 100%, `not_found` for a department that is gone.
 */
export async function setShares(
  ctx: Ctx,
  input: { shares: readonly Share[]; now?: Date; timeZone?: string },
): Promise<{ changed: number; basisPoints: number }> {
  assertAdmin(ctx.actor);
  if (input.shares.length > SHARES_MAX) throw new AppError("invalid", "Set at most 500 shares at once.");
  const timeZone = input.timeZone ?? getEnv().ORG_TIME_ZONE;
  const { month } = spanOf({ timeZone, now: input.now });
  return ctx.db.transaction(async (tx) => {
    await lockOrganisation(tx);
    const names = await lockDepartments(tx, input.shares);
    const before = await readShares(tx, month);
    const changes = input.shares.filter(
      ({ departmentId, basisPoints }) => (before.get(departmentId) ?? 0) !== basisPoints,
    );
    const after = new Map(before);
    for (const { departmentId, basisPoints } of changes) after.set(departmentId, basisPoints);
    const sum = [...after.values()].reduce((all, basisPoints) => all + basisPoints, 0);
    if (sum > WHOLE) throw tooMuch(sum);
    for (const { departmentId, basisPoints } of changes) {
      const name = names.get(departmentId);
      if (name === undefined)
        throw new AppError("not_found", "A department does not exist any more. Reload the page.");
      await tx
        .insert(departmentShares)
        .values({ departmentId, fromMonth: `${month}-01`, basisPoints, setBy: ctx.actor.userId })
        .onConflictDoUpdate({
          target: [departmentShares.departmentId, departmentShares.fromMonth],
          set: { basisPoints, setBy: ctx.actor.userId, setAt: sql`now()` },
        });
      await recordAct(tx, ctx.actor, {
        act: "department.shares",
        subject: { kind: "department", id: departmentId, name },
        before: { basisPoints: before.get(departmentId) ?? 0 },
        after: { basisPoints, fromMonth: month },
      });
    }
    return { changed: changes.length, basisPoints: sum };
  });
}

function tooMuch(basisPoints: number): AppError {
  return new AppError(
    "invalid",
    `All shares together would be ${formatPercent(basisPoints / 100)}. Lower some of them to at most 100%.`,
  );
}

/**
 * Nobody deletes them meanwhile. In the order of their ids and before any row of their shares, as a deletion locks, so
 * that neither waits for the other for ever.
 */
async function lockDepartments(tx: Ctx["db"], shares: readonly Share[]): Promise<Map<string, string>> {
  const ids = shares.map(({ departmentId }) => departmentId).filter(isId);
  const rows = await tx
    .select({ id: departments.id, name: departments.name })
    .from(departments)
    .where(inArray(departments.id, ids))
    .orderBy(asc(departments.id))
    .for("key share");
  return new Map(rows.map(({ id, name }) => [id, name]));
}
