import { defineAdminRoute } from "@/lib/action";
import { listModels } from "@/lib/assistants";
import { getPlanning } from "@/lib/reports";
import { listAnswer } from "../list-answer";
import { whatIfFile } from "./file";

/** What the last closed month would have cost on other models, as CSV or PDF; `instead` of one that was used, or of all. */
export const GET = defineAdminRoute(async (ctx, request) => {
  const { whatIf } = await getPlanning(ctx, { offered: await listModels(ctx) });
  return listAnswer(ctx, request, whatIfFile(whatIf, new URL(request.url).searchParams.get("instead")));
});
