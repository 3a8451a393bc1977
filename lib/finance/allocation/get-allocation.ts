import type { Ctx } from "@/lib/org/types";
import { spanOf } from "@/lib/reports";
import type { ReportInput } from "@/lib/reports/types";
import { assertAdmin } from "../admin-only";
import { findFirstMonth } from "../first-month";
import { inSnapshot } from "../snapshot";
import type { AllocationPage } from "../types";
import { readAllocation } from "./read-allocation";

const PAGE_MAX = 500;

export type AllocationInput = ReportInput & {
  /** Part of a department's name. */
  text?: string | undefined;
  /** The last department of the page before. */
  cursor?: string | undefined;
  /** At most 500, as many as departments can be. */
  limit?: number | undefined;
};

/** The departments' costs and budgets in a month, by name, 50 a page unless asked otherwise. For admins. */
export async function getAllocation(ctx: Ctx, input: AllocationInput = {}): Promise<AllocationPage> {
  assertAdmin(ctx.actor);
  const { firstDay: _, ...span } = spanOf(input);
  return inSnapshot(ctx, async (conn) => {
    const allocation = await readAllocation(conn, spanOf(input));
    const wanted = input.text?.trim().toLowerCase() ?? "";
    const found = allocation.departments.filter(({ name }) => name.toLowerCase().includes(wanted));
    const start = 1 + found.findIndex(({ departmentId }) => departmentId === input.cursor);
    const limit = Math.min(Math.max(input.limit ?? 50, 1), PAGE_MAX);
    const page = found.slice(start, start + limit);
    const hasMore = found.length > start + limit;
    return {
      ...allocation,
      span: { ...span, firstMonth: await findFirstMonth(conn) },
      departments: page,
      departmentCount: allocation.departments.length,
      nextCursor: hasMore ? (page.at(-1)?.departmentId ?? null) : null,
    };
  });
}
