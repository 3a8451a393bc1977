import { and, eq } from "drizzle-orm";
import { isId } from "@/db/id";
import { costViews } from "@/db/schema";
import { recordAct } from "@/lib/audit";
import { readFields } from "@/lib/org";
import type { Ctx } from "@/lib/org/types";
import { assertAdmin } from "../admin-only";
import { nameTaken, noView, viewName } from "./fields";

type NewName = { viewId: string; name: string };

/** Renames one's own view and answers its old name. Throws `not_found`, `invalid`, `conflict` for a name there is. */
export async function renameCostView(ctx: Ctx, { viewId, ...input }: NewName): Promise<{ name: string }> {
  assertAdmin(ctx.actor);
  const name = readFields(viewName, input.name, "name");
  if (!isId(viewId)) throw noView();
  const own = and(eq(costViews.id, viewId), eq(costViews.userId, ctx.actor.userId));
  try {
    return await ctx.db.transaction(async (tx) => {
      const [before] = await tx.select({ name: costViews.name }).from(costViews).where(own).for("update");
      if (!before) throw noView();
      await tx.update(costViews).set({ name }).where(own);
      const subject = { kind: "cost_view", id: viewId, name };
      await recordAct(tx, ctx.actor, { act: "cost_view.rename", subject, before, after: { name } });
      return before;
    });
  } catch (error) {
    throw nameTaken(error) ?? error;
  }
}
