"use server";

import { revalidatePath } from "next/cache";
import { defineAdminAction } from "@/lib/action";
import { saveThreadRules } from "@/lib/assistants";
import { threadRulesInput } from "./input";

export const saveRules = defineAdminAction(threadRulesInput, async (ctx, input) => {
  await saveThreadRules(ctx, input);
  revalidatePath("/", "layout");
  return { message: "The rules are saved and hold from now on." };
});
