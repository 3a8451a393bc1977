import { defineAdminRoute } from "@/lib/action";
import { focusFile } from "@/lib/finance";
import { csvAnswer } from "../csv-answer";

/** The ledger as FOCUS 1.3 between two days of the organisation's zone, both included. */
export const GET = defineAdminRoute(async (ctx, request) => {
  const { searchParams } = new URL(request.url);
  const [from, to] = [searchParams.get("from") ?? "", searchParams.get("to") ?? ""];
  return csvAnswer(focusFile(ctx, { from, to }), `purser-focus-${from}-${to}.csv`);
});
