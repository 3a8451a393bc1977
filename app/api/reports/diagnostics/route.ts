import { defineAdminRoute } from "@/lib/action";
import { listModels } from "@/lib/assistants";
import { getDiagnostics } from "@/lib/reports";
import { listAnswer } from "../list-answer";
import { callsFile, habitsFile, suggestionsFile, weeksFile } from "./file";

/** What the page of diagnostics shows, as CSV or PDF: by model, or what `of` names. */
export const GET = defineAdminRoute(async (ctx, request) => {
  const offered = (await listModels(ctx)).filter(({ simulated }) => !simulated);
  const found = await getDiagnostics(ctx, { offered });
  const of = new URL(request.url).searchParams.get("of");
  switch (of) {
    case "spikes":
    case "short":
    case "long":
      return listAnswer(ctx, request, callsFile(found, of));
    case "weeks":
      return listAnswer(ctx, request, weeksFile(found));
    case "suggestions":
      return listAnswer(ctx, request, suggestionsFile(found));
    default:
      return listAnswer(ctx, request, habitsFile(found));
  }
});
