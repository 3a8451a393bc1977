"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { defineAction } from "@/lib/action";
import { agreeToDeletion } from "@/lib/assistants";

export const setConsent = defineAction(z.object({ agreed: z.boolean() }), async (ctx, input) => {
  await agreeToDeletion(ctx, input);
  revalidatePath("/", "layout");
});
