"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { defineAction } from "@/lib/action";
import { setMemberAlerts } from "@/lib/alerts";

export const saveAlerts = defineAction(
  z.object({ alertKinds: z.array(z.string()).max(10) }),
  async (ctx, input) => {
    await setMemberAlerts(ctx, input);
    revalidatePath("/settings");
    revalidatePath("/usage");
  },
);
