"use server";

import { revalidatePath } from "next/cache";
import { defineAdminAction } from "@/lib/action";
import { saveThreadRules } from "@/lib/assistants";
import { setImageHosts } from "@/lib/org";
import { imageHostsInput, threadRulesInput } from "./input";

export const saveRules = defineAdminAction(threadRulesInput, async (ctx, input) => {
  await saveThreadRules(ctx, input);
  revalidatePath("/", "layout");
  return { message: "The rules are saved and hold from now on." };
});

export const saveImageHosts = defineAdminAction(imageHostsInput, async (ctx, input) => {
  await setImageHosts(ctx, input);
  revalidatePath("/", "layout");
  return {
    message:
      "The image hosts are saved. Pages opened from now on go by them, at the latest in ten seconds; open ones once they are reloaded.",
  };
});
