import { readProviderFilter } from "@/app/(workspace)/admin/providers/query";
import { defineAdminRoute } from "@/lib/action";
import { listProviderCards } from "@/lib/provider-keys";
import { listAnswer } from "../list-answer";
import { providersFile } from "./file";

/** Providers as CSV or PDF, those that the page finds by the same address, without anything of their keys. */
export const GET = defineAdminRoute(async (ctx, request) => {
  const filter = readProviderFilter(Object.fromEntries(new URL(request.url).searchParams));
  return listAnswer(ctx, request, providersFile(await listProviderCards(ctx, filter), filter));
});
