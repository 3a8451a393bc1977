"use server";

import { revalidatePath } from "next/cache";
import { defineAdminAction } from "@/lib/action";
import { declineRequest } from "@/lib/budgets";
import { applyGrant, declineInput, grantInput } from "./inputs";

export const approve = defineAdminAction(grantInput, async (ctx, input) => {
  await applyGrant(ctx, input);
  revalidatePath("/", "layout");
  return { message: "The request is approved and holds from the next message on." };
});

export const decline = defineAdminAction(declineInput, async (ctx, input) => {
  await declineRequest(ctx, input);
  revalidatePath("/", "layout");
  return { message: "The request is declined. The member reads your answer." };
});
