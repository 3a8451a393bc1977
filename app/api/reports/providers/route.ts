import { defineAdminRoute } from "@/lib/action";
import { listProviderCards } from "@/lib/provider-keys";
import { csvAnswer } from "../csv-answer";
import { providersFile } from "./file";

/** Providers as CSV, without anything of their keys. */
export const GET = defineAdminRoute(async (ctx) =>
  csvAnswer(providersFile(await listProviderCards(ctx)), "purser-providers.csv"),
);
