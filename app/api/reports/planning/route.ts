import { readReckoned } from "@/app/(workspace)/admin/reckoned";
import { defineAdminRoute } from "@/lib/action";
import { getPlanning } from "@/lib/reports";
import { listAnswer } from "../list-answer";
import { whatIfFile } from "./file";

/** What the last closed month would have cost on other models, as CSV or PDF; `instead` of one that was used, or of all. */
export const GET = defineAdminRoute(async (ctx, request) => {
  const { reckoned } = await readReckoned(ctx);
  const { whatIf } = await getPlanning(ctx, { offered: reckoned });
  return listAnswer(ctx, request, whatIfFile(whatIf, new URL(request.url).searchParams.get("instead")));
});
