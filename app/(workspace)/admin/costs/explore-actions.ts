"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { dayLabel } from "@/components/charts/words";
import { defineAdminAction } from "@/lib/action";
import {
  createCostView,
  deleteCostView,
  dismissAnomaly,
  renameCostView,
  restoreAnomaly,
  searchCostNames,
} from "@/lib/reports";
import { anomalyOf, nameQuery } from "./explore-input";

const PAGE = "/admin/costs";

export const findNames = defineAdminAction(nameQuery, searchCostNames);

export const addView = defineAdminAction(
  z.object({ name: z.string(), search: z.string() }),
  async (ctx, view) => {
    await createCostView(ctx, view);
    revalidatePath(PAGE);
    return { message: "The view is saved." };
  },
);

export const renameView = defineAdminAction(
  z.object({ viewId: z.string(), name: z.string() }),
  async (ctx, view) => {
    await renameCostView(ctx, view);
    revalidatePath(PAGE);
    return { message: "The view is renamed." };
  },
);

export const removeView = defineAdminAction(z.object({ viewId: z.string() }), async (ctx, which) => {
  const removed = await deleteCostView(ctx, which);
  revalidatePath(PAGE);
  return removed;
});

export const dismiss = defineAdminAction(anomalyOf.extend({ reason: z.string() }), async (ctx, input) => {
  await dismissAnomaly(ctx, input);
  revalidatePath(PAGE);
  return { message: `${dayLabel(input.day)} is dismissed.` };
});

export const restore = defineAdminAction(anomalyOf, async (ctx, which) => {
  const restored = await restoreAnomaly(ctx, which);
  revalidatePath(PAGE);
  return restored;
});
