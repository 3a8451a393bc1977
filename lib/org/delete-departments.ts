import { type BulkOutcome, changeEach } from "@/lib/bulk";
import { requireAdmin } from "./admin";
import { deleteDepartment } from "./delete-department";
import { lockAssistants } from "./lock-assistants";
import type { Ctx } from "./types";

type Deleting = { departmentIds: readonly string[] };

/** Deletes departments; those that somebody or something points at are left, with what to do instead. */
export async function deleteDepartments(ctx: Ctx, { departmentIds }: Deleting): Promise<BulkOutcome> {
  requireAdmin(ctx);
  return ctx.db.transaction(async (tx) => {
    await lockAssistants(tx, departmentIds);
    return changeEach({ ...ctx, db: tx }, departmentIds, async (inside, departmentId) => {
      await deleteDepartment(inside, { departmentId });
      return true;
    });
  });
}
