import { defineProgramRoute } from "@/lib/action";
import { listProgramModels } from "@/lib/assistants";

/** The models that the key's member may use. */
export const GET = defineProgramRoute(async (ctx) => {
  return Response.json({ object: "list", data: await listProgramModels(ctx) });
});
