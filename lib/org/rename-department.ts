import { and, eq, ne, sql } from "drizzle-orm";
import { departments } from "@/db/schema";
import { recordAct } from "@/lib/audit";
import { AppError } from "@/lib/errors";
import { lockOrganisation, requireAdmin } from "./admin";
import { departmentName, nameTaken } from "./department-fields";
import { readFields } from "./read-fields";
import type { Ctx } from "./types";

/** Gives a department another name, also in every report of the past. Throws `not_found`, or `conflict` when it is taken. */
export async function renameDepartment(
  ctx: Ctx,
  input: { departmentId: string; name: string },
): Promise<void> {
  requireAdmin(ctx);
  const name = readFields(departmentName, input.name, "name");
  await ctx.db.transaction(async (tx) => {
    await lockOrganisation(tx);
    const [other] = await tx
      .select({ id: departments.id })
      .from(departments)
      .where(and(sql`lower(${departments.name}) = lower(${name})`, ne(departments.id, input.departmentId)));
    if (other) throw nameTaken();
    const [before] = await tx
      .select({ name: departments.name })
      .from(departments)
      .where(eq(departments.id, input.departmentId))
      .for("no key update");
    if (!before) throw new AppError("not_found", "This department does not exist any more.");
    await tx.update(departments).set({ name }).where(eq(departments.id, input.departmentId));
    await recordAct(tx, ctx.actor, {
      act: "department.rename",
      subject: { kind: "department", id: input.departmentId, name },
      before,
      after: { name },
    });
  });
}
