"use server";

import { revalidatePath } from "next/cache";
import { defineAdminAction } from "@/lib/action";
import { bulkWords } from "@/lib/bulk";
import { allowUnpricedModels, forbidUnpricedModels, restoreCataloguePrices } from "@/lib/pricing";
import { namedModels } from "./price-input";

const MODEL = { one: "model", many: "models" };
const RESTORED: [string, string] = ["has the catalogue’s price again", "have the catalogue’s prices again"];

export const restoreMany = defineAdminAction(namedModels, async (ctx, { ids }) => {
  const outcome = await restoreCataloguePrices(ctx, { models: ids });
  revalidatePath("/", "layout");
  return { message: bulkWords(outcome, MODEL, RESTORED) };
});

export const allowMany = defineAdminAction(namedModels, async (ctx, { ids }) => {
  const outcome = await allowUnpricedModels(ctx, { models: ids });
  revalidatePath("/", "layout");
  return { message: bulkWords(outcome, MODEL, ["may run unpriced", "may run unpriced"]) };
});

export const forbidMany = defineAdminAction(namedModels, async (ctx, { ids }) => {
  const outcome = await forbidUnpricedModels(ctx, { models: ids });
  revalidatePath("/", "layout");
  const did: [string, string] = [
    "is not called until it has a price",
    "are not called until they have a price",
  ];
  return { message: bulkWords(outcome, MODEL, did) };
});
