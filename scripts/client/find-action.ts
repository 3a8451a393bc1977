import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { ROOT } from "../launch/paths";

const manifestSchema = z.object({
  node: z.record(z.string(), z.object({ exportedName: z.string().optional() })),
});

/** The id under which the build knows a server action. */
export async function findAction(exportedName: string): Promise<string> {
  const file = join(ROOT, ".next", "server", "server-reference-manifest.json");
  const { node } = manifestSchema.parse(JSON.parse(await readFile(file, "utf8")));
  const found = Object.entries(node).find(([, action]) => action.exportedName === exportedName);
  if (!found) throw new Error(`The build has no server action ${exportedName}.`);
  return found[0];
}
