"use server";

import { revalidatePath } from "next/cache";
import { counted } from "@/components/charts/words";
import { defineAdminAction } from "@/lib/action";
import { fetchCosts, findCostSource, parseCosts, saveCosts } from "@/lib/finance";
import { listAddedProviders } from "@/lib/provider-keys";
import { costsInput, fetchInput, textOf } from "./inputs";

export const readCosts = defineAdminAction(costsInput, async (ctx, { provider, costs, file }) => {
  const text = await textOf({ costs, file });
  const { days } = await saveCosts(ctx, { provider, source: "file", costs: parseCosts(text) });
  revalidatePath("/admin/reconciliation");
  return { message: `The costs of ${counted(days, "day")} are read.` };
});

export const fetchProviderCosts = defineAdminAction(fetchInput, async (ctx, { provider, ...range }) => {
  const source = findCostSource(provider, await listAddedProviders(ctx));
  const { days } = await fetchCosts(ctx, range, source);
  revalidatePath("/admin/reconciliation");
  return { message: `The costs of ${counted(days, "day")} are fetched.` };
});
