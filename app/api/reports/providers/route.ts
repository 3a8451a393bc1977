import { defineAdminRoute } from "@/lib/action";
import { listProviderCards } from "@/lib/provider-keys";
import { listAnswer } from "../list-answer";
import { providersFile } from "./file";

/** Providers as CSV or PDF, without anything of their keys. */
export const GET = defineAdminRoute(async (ctx, request) =>
  listAnswer(ctx, request, providersFile(await listProviderCards(ctx))),
);
