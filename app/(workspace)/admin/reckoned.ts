import { listModels } from "@/lib/assistants";
import type { Ctx } from "@/lib/org/types";
import { listUsedModels } from "@/lib/reports";

/** The models that are offered, and those and the ones that were used with a price, which other models are held against. */
export async function readReckoned(ctx: Ctx) {
  return withUsed(ctx, await listModels(ctx));
}

/** The same without the demo model, whose answers are prepared: it is no other model for anybody's work. */
export async function readReal(ctx: Ctx) {
  const offered = (await listModels(ctx)).filter(({ simulated }) => !simulated);
  return (await withUsed(ctx, offered)).reckoned;
}

async function withUsed(ctx: Ctx, offered: Awaited<ReturnType<typeof listModels>>) {
  return { offered, reckoned: [...offered, ...(await listUsedModels(ctx, { offered }))] };
}
