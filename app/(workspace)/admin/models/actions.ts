"use server";

import { revalidatePath } from "next/cache";
import { defineAdminAction } from "@/lib/action";
import { allowUnpriced, cancelPrice, forbidUnpriced, restoreCataloguePrice, setPrice } from "@/lib/pricing";
import { askFirst, confirmed } from "../confirm";
import { namedModel, priceId, priceInput } from "./price-input";
import { priceQuestions } from "./price-questions";

export const set = defineAdminAction(priceInput.and(confirmed), async (ctx, { confirmed: yes, ...input }) => {
  askFirst(priceQuestions(input), yes);
  await setPrice(ctx, input);
  revalidatePath("/", "layout");
  const holds = input.effectiveFrom === "now" ? "holds from now on" : "is planned";
  return { message: `The price of ${input.model} ${holds}.` };
});

export const restore = defineAdminAction(namedModel, async (ctx, named) => {
  await restoreCataloguePrice(ctx, named);
  revalidatePath("/", "layout");
  return { message: `${named.model} has the catalogue’s price again.` };
});

export const cancel = defineAdminAction(priceId, async (ctx, input) => {
  await cancelPrice(ctx, input);
  revalidatePath("/", "layout");
  return { message: "The planned price is cancelled." };
});

export const allow = defineAdminAction(namedModel, async (ctx, named) => {
  await allowUnpriced(ctx, named);
  revalidatePath("/", "layout");
  return { message: `${named.model} may run unpriced.` };
});

export const forbid = defineAdminAction(namedModel, async (ctx, named) => {
  await forbidUnpriced(ctx, named);
  revalidatePath("/", "layout");
  return { message: `${named.model} is not called until it has a price.` };
});
