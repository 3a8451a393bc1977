import { asc, eq, sql } from "drizzle-orm";
import { costViews } from "@/db/schema";
import type { Ctx } from "@/lib/org/types";
import { assertAdmin } from "../admin-only";
import { COST_VIEWS_MAX } from "./fields";
import type { CostView } from "./types";

/** The admin's own views by name, at most 50. */
export async function listCostViews({ db, actor }: Ctx): Promise<CostView[]> {
  assertAdmin(actor);
  return db
    .select({ viewId: costViews.id, name: costViews.name, search: costViews.search })
    .from(costViews)
    .where(eq(costViews.userId, actor.userId))
    .orderBy(asc(sql`lower(${costViews.name})`))
    .limit(COST_VIEWS_MAX);
}
