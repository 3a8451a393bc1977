import { and, eq, ne, sql } from "drizzle-orm";
import { departments } from "@/db/schema";
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
    const renamed = await tx
      .update(departments)
      .set({ name })
      .where(eq(departments.id, input.departmentId))
      .returning({ id: departments.id });
    if (renamed.length === 0) throw new AppError("not_found", "This department does not exist any more.");
  });
}
