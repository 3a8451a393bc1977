import { type BulkOutcome, changeEach } from "@/lib/bulk";
import { requireAdmin } from "./admin";
import { deleteDepartment } from "./delete-department";
import type { Ctx } from "./types";

type Deleting = { departmentIds: readonly string[] };

/** Deletes departments; those that somebody or something points at are left, with what to do instead. */
export async function deleteDepartments(ctx: Ctx, { departmentIds }: Deleting): Promise<BulkOutcome> {
  requireAdmin(ctx);
  return changeEach(ctx, departmentIds, async (inside, departmentId) => {
    await deleteDepartment(inside, { departmentId });
    return true;
  });
}
