import { count } from "drizzle-orm";
import { newId } from "@/db/id";
import { departments } from "@/db/schema";
import { recordAct } from "@/lib/audit";
import { AppError } from "@/lib/errors";
import { lockOrganisation, requireAdmin } from "./admin";
import { departmentName, nameTaken } from "./department-fields";
import { DEPARTMENTS_MAX } from "./list-departments";
import { readFields } from "./read-fields";
import type { Ctx } from "./types";

/** Adds a department without members. Throws `conflict` when the name is taken, in any letter case. */
export async function createDepartment(ctx: Ctx, input: { name: string }): Promise<{ departmentId: string }> {
  requireAdmin(ctx);
  const name = readFields(departmentName, input.name, "name");
  return ctx.db.transaction(async (tx) => {
    await lockOrganisation(tx);
    const [existing] = await tx.select({ count: count() }).from(departments);
    if ((existing?.count ?? 0) >= DEPARTMENTS_MAX) {
      throw new AppError("conflict", `There can be ${DEPARTMENTS_MAX} departments. Delete one first.`);
    }
    const [row] = await tx
      .insert(departments)
      .values({ id: newId(), name })
      .onConflictDoNothing()
      .returning({ departmentId: departments.id });
    if (!row) throw nameTaken();
    const subject = { kind: "department", id: row.departmentId, name };
    await recordAct(tx, ctx.actor, { act: "department.create", subject });
    return row;
  });
}
