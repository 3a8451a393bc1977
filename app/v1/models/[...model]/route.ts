import { defineProgramRoute } from "@/lib/action";
import { getProgramModel } from "@/lib/assistants";
import { fromPath } from "../../from-path";

/** One model, by its name or as `provider/model`. */
export const GET = defineProgramRoute<{ model: string[] }>(async (ctx, _request, { model }) => {
  return Response.json(await getProgramModel(ctx, fromPath(model)));
});
