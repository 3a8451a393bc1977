import { readAddress } from "@/app/(workspace)/admin/reconciliation/address";
import { defineAdminRoute } from "@/lib/action";
import { getReconciliation, lastUtcDays, listBilledProviders, renderSheet } from "@/lib/finance";
import { asksForPdf, csvAnswer, pdfAnswer } from "../csv-answer";
import { reconciliationFile, reconciliationPaper } from "./file";

/** What a provider charged beside what was computed, as CSV or PDF, of the days that the page shows by the same address. */
export const GET = defineAdminRoute(async (ctx, request) => {
  const last = lastUtcDays();
  const [provider = "openai"] = await listBilledProviders(ctx, last);
  const params = Object.fromEntries(new URL(request.url).searchParams);
  const address = readAddress(params, { ...last, provider });
  const found = await getReconciliation(ctx, address);
  const name = `purser-reconciliation-${address.provider}-${address.from}-${address.to}`;
  if (!asksForPdf(request)) return csvAnswer(reconciliationFile(found), `${name}.csv`);
  return pdfAnswer(ctx, () => renderSheet(ctx, reconciliationPaper(found, new Date())), `${name}.pdf`);
});
