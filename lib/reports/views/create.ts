import { eq } from "drizzle-orm";
import { newId } from "@/db/id";
import { costViews, users } from "@/db/schema";
import { recordAct } from "@/lib/audit";
import { AppError } from "@/lib/errors";
import { readFields } from "@/lib/org";
import type { Ctx } from "@/lib/org/types";
import { assertAdmin } from "../admin-only";
import { COST_VIEWS_MAX, nameTaken, viewFields } from "./fields";

type NewView = { name: string; search: string };

/** Keeps an address under a name of one's own. Throws `invalid` beyond 50 of them, `conflict` for a name there is. */
export async function createCostView(ctx: Ctx, input: NewView): Promise<{ viewId: string }> {
  assertAdmin(ctx.actor);
  const { name, search } = readFields(viewFields, input);
  const { userId } = ctx.actor;
  const viewId = newId();
  try {
    await ctx.db.transaction(async (tx) => {
      // Two at once wait for each other here, so that both count.
      await tx.select({ id: users.id }).from(users).where(eq(users.id, userId)).for("no key update");
      if ((await tx.$count(costViews, eq(costViews.userId, userId))) >= COST_VIEWS_MAX) {
        throw new AppError(
          "invalid",
          `You have ${COST_VIEWS_MAX} views, the most there can be: delete one first.`,
        );
      }
      await tx.insert(costViews).values({ id: viewId, userId, name, search });
      const subject = { kind: "cost_view", id: viewId, name };
      await recordAct(tx, ctx.actor, { act: "cost_view.create", subject, after: { name } });
    });
  } catch (error) {
    throw nameTaken(error) ?? error;
  }
  return { viewId };
}
