"use server";

import { revalidatePath } from "next/cache";
import { counted } from "@/components/charts/words";
import { defineAdminAction } from "@/lib/action";
import {
  applyLimits,
  applyLimitsToEveryone,
  confirmedOrgLimits,
  everyonesLimits,
  memberLimits,
} from "./limits";

export const setMemberLimits = defineAdminAction(memberLimits, async (ctx, { userId, ...limits }) => {
  await applyLimits(ctx, { scope: "member", scopeId: userId }, limits);
  revalidatePath("/", "layout");
  return { message: "The budget is saved and holds from the next message on." };
});

export const setOrgLimits = defineAdminAction(confirmedOrgLimits, async (ctx, limits) => {
  await applyLimits(ctx, { scope: "org", scopeId: null }, limits);
  revalidatePath("/", "layout");
  return { message: "The organisation’s budget is saved and holds from the next message on." };
});

export const setEveryonesLimits = defineAdminAction(everyonesLimits, async (ctx, input) => {
  const count = await applyLimitsToEveryone(ctx, input);
  revalidatePath("/", "layout");
  return {
    message:
      count === 0
        ? "Every member has a limit already; none was changed."
        : `Saved for ${counted(count, "member")}.`,
  };
});
