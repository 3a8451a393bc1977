import { readReal } from "@/app/(workspace)/admin/reckoned";
import { defineAdminRoute } from "@/lib/action";
import { getDiagnostics } from "@/lib/reports";
import { listAnswer } from "../list-answer";
import { callsFile, habitsFile, suggestionsFile, weeksFile } from "./file";

/** What the page of diagnostics shows, as CSV or PDF: by model, or what `of` names. */
export const GET = defineAdminRoute(async (ctx, request) => {
  const found = await getDiagnostics(ctx, { offered: await readReal(ctx) });
  const of = new URL(request.url).searchParams.get("of");
  switch (of) {
    case "spikes":
    case "short":
    case "long":
    case "repeating":
      return listAnswer(ctx, request, callsFile(found, of));
    case "weeks":
      return listAnswer(ctx, request, weeksFile(found));
    case "suggestions":
      return listAnswer(ctx, request, suggestionsFile(found));
    default:
      return listAnswer(ctx, request, habitsFile(found));
  }
});
