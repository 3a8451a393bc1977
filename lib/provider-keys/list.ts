import type { Ctx } from "@/lib/org/types";
import { PROVIDERS_MAX } from "./input";
import { listProviderPage } from "./list-page";
import type { ProviderCard, ProviderFilter } from "./types";

/** All that the filter finds at once, for a file: there are never more than a page can have. Throws as a page does. */
export async function listProviderCards(ctx: Ctx, filter: ProviderFilter = {}): Promise<ProviderCard[]> {
  return (await listProviderPage(ctx, { ...filter, limit: PROVIDERS_MAX * 2 })).providers;
}
