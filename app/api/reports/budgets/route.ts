import { readText } from "@/app/(workspace)/admin/read-text";
import { isScope } from "@/components/admin/budgets/budget-words";
import { defineAdminRoute } from "@/lib/action";
import { listAnswer } from "../list-answer";
import { budgetsFile } from "./file";

/** Budgets as CSV or PDF, filtered as the page is by the same address. */
export const GET = defineAdminRoute(async (ctx, request) => {
  const { scope, q } = Object.fromEntries(new URL(request.url).searchParams);
  const filter = { scope: isScope(scope) ? scope : undefined, text: readText(q) };
  return listAnswer(ctx, request, budgetsFile(ctx, filter));
});
