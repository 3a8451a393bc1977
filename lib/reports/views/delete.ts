import { and, eq } from "drizzle-orm";
import { isId } from "@/db/id";
import { costViews } from "@/db/schema";
import { recordAct } from "@/lib/audit";
import type { Ctx } from "@/lib/org/types";
import { assertAdmin } from "../admin-only";
import { noView } from "./fields";

type Deleted = { name: string; search: string };

/** Deletes one's own view and answers what it was, so that creating that brings it back. Throws `not_found`. */
export async function deleteCostView(ctx: Ctx, { viewId }: { viewId: string }): Promise<Deleted> {
  assertAdmin(ctx.actor);
  if (!isId(viewId)) throw noView();
  return ctx.db.transaction(async (tx) => {
    const [deleted] = await tx
      .delete(costViews)
      .where(and(eq(costViews.id, viewId), eq(costViews.userId, ctx.actor.userId)))
      .returning({ name: costViews.name, search: costViews.search });
    if (!deleted) throw noView();
    const subject = { kind: "cost_view", id: viewId, name: deleted.name };
    await recordAct(tx, ctx.actor, {
      ...{ act: "cost_view.delete", subject, before: { name: deleted.name } },
    });
    return deleted;
  });
}
