import { defineAdminRoute } from "@/lib/action";
import { csvAnswer } from "../csv-answer";
import { modelsFile } from "./file";

/** Models and prices as CSV, those that the page finds with the same words. */
export const GET = defineAdminRoute(async (ctx, request) => {
  const text = new URL(request.url).searchParams.get("q") ?? undefined;
  return csvAnswer(modelsFile(ctx, { text }), "purser-models.csv");
});
