import { readAddress, type SearchParams } from "@/app/(workspace)/admin/costs/address";
import { getClock } from "@/app/(workspace)/admin/costs/clock";
import { defineAdminRoute } from "@/lib/action";
import { AppError } from "@/lib/errors";
import { getCosts } from "@/lib/reports";
import { csvAnswer } from "../csv-answer";
import { costsFile } from "./file";

/** The costs as CSV, as the page shows them under the same address; what a page would leave out is refused here. */
export const GET = defineAdminRoute(async (ctx, request) => {
  const query = new URL(request.url).searchParams;
  const params: SearchParams = {};
  for (const name of query.keys()) {
    const values = query.getAll(name);
    params[name] = values.length === 1 ? values[0] : values;
  }
  const clock = getClock();
  const { address, granularity, problem } = readAddress(params, clock);
  if (problem) throw new AppError("invalid", "The address of this file is not right: take it from the page.");
  const { range, by, second, filters } = address;
  const costs = await getCosts(ctx, { range, granularity, group: by, subgroup: second, filters, ...clock });
  return csvAnswer(costsFile(costs), `purser-costs-${costs.range.from}-${costs.range.to}.csv`);
});
