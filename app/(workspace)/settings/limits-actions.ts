"use server";

import { revalidatePath } from "next/cache";
import { defineAction } from "@/lib/action";
import { orgLimits } from "../admin/costs/limits";
import { applyOwnLimits } from "./own-limits";

export const setOwnLimits = defineAction(orgLimits, async (ctx, input) => {
  await applyOwnLimits(ctx, input);
  revalidatePath("/", "layout");
  return { message: "Your own limit is saved and holds from the next message on." };
});
