import { defineAdminRoute } from "@/lib/action";
import { listAnswer } from "../list-answer";
import { modelsFile } from "./file";

/** Models and prices as CSV or PDF, those that the page finds with the same words. */
export const GET = defineAdminRoute(async (ctx, request) => {
  const text = new URL(request.url).searchParams.get("q") ?? undefined;
  return listAnswer(ctx, request, modelsFile(ctx, { text }));
});
