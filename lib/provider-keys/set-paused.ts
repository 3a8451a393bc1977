import { type BulkOutcome, changeEach } from "@/lib/bulk";
import type { Ctx } from "@/lib/org/types";
import { requireAdmin } from "./admin-only";
import { pauseProvider, resumeProvider } from "./change";
import { forgetProviders } from "./memory";

type Several = { providerIds: readonly string[]; isPaused: boolean };

/** Pauses several or offers their models again; one that is not there any more is left out and told. */
export async function setProvidersPaused(ctx: Ctx, { providerIds, isPaused }: Several): Promise<BulkOutcome> {
  requireAdmin(ctx);
  const change = isPaused ? pauseProvider : resumeProvider;
  const outcome = await changeEach(ctx, providerIds, (one, providerId) => change(one, { providerId }));
  // What was read meanwhile was still as before.
  forgetProviders();
  return outcome;
}
