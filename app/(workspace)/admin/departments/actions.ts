"use server";

import { revalidatePath } from "next/cache";
import { defineAdminAction } from "@/lib/action";
import { setShares } from "@/lib/finance";
import { formatPercent } from "@/lib/percent";
import { readShares, sharesForm } from "./shares";

export const saveShares = defineAdminAction(sharesForm, async (ctx, fields) => {
  const { basisPoints } = await setShares(ctx, { shares: readShares(fields) });
  revalidatePath("/admin/departments", "layout");
  return { message: `Saved. All shares together are ${formatPercent(basisPoints / 100)} now.` };
});
