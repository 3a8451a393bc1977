import { readText } from "@/app/(workspace)/admin/read-text";
import { defineAdminRoute } from "@/lib/action";
import { csvAnswer } from "../csv-answer";
import { plansFile } from "./file";

/** Plans as CSV, searched as the page is by the same address. */
export const GET = defineAdminRoute(async (ctx, request) => {
  const text = readText(new URL(request.url).searchParams.get("q") ?? undefined);
  return csvAnswer(plansFile(ctx, text), "purser-plans.csv");
});
