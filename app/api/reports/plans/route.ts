import { readText } from "@/app/(workspace)/admin/read-text";
import { defineAdminRoute } from "@/lib/action";
import { listAnswer } from "../list-answer";
import { plansFile } from "./file";

/** Plans as CSV or PDF, searched as the page is by the same address. */
export const GET = defineAdminRoute(async (ctx, request) => {
  const text = readText(new URL(request.url).searchParams.get("q") ?? undefined);
  return listAnswer(ctx, request, plansFile(ctx, text));
});
