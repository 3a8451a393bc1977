import { readAddress, type SearchParams } from "@/app/(workspace)/admin/costs/address";
import { getClock } from "@/app/(workspace)/admin/costs/clock";
import { defineAdminRoute } from "@/lib/action";
import { AppError } from "@/lib/errors";
import { renderSheet } from "@/lib/finance";
import { getCosts, listCostNames, markUnpriced } from "@/lib/reports";
import { asksForPdf, csvAnswer, pdfAnswer } from "../csv-answer";
import { costsFile, costsPaper } from "./file";

/** The costs as CSV or PDF, as the page shows them under the same address; what a page would leave out is refused here. */
export const GET = defineAdminRoute(async (ctx, request) => {
  const query = new URL(request.url).searchParams;
  // "as=table" is the page's.
  const file = asksForPdf(request) ? "pdf" : "csv";
  query.delete("as");
  const params: SearchParams = {};
  for (const name of query.keys()) {
    const values = query.getAll(name);
    params[name] = values.length === 1 ? values[0] : values;
  }
  const clock = getClock();
  const { address, granularity, problem } = readAddress(params, clock);
  if (problem) throw new AppError("invalid", "The address of this file is not right: take it from the page.");
  const { range, by, second, filters, compares } = address;
  const asked = { range, granularity, group: by, subgroup: second, filters, ...clock };
  const read = await getCosts(ctx, { ...asked, divides: file === "csv" });
  const { costs, unpriced } = await markUnpriced(ctx, read, filters);
  const name = `purser-costs-${costs.range.from}-${costs.range.to}.${file}`;
  if (file === "csv") return csvAnswer(costsFile({ ...costs, compares }), name);
  const draw = async () =>
    renderSheet(ctx, costsPaper({ ...costs, compares }, await listCostNames(ctx, { filters }), unpriced));
  return pdfAnswer(ctx, draw, name);
});
