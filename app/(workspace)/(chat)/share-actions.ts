"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { defineAction } from "@/lib/action";
import * as assistants from "@/lib/assistants";
import { findOrganisation } from "@/lib/org";
import { toShownShare } from "./shown-share";

const which = z.object({ threadId: z.uuid("This thread does not exist or was deleted.") });

export const findShare = defineAction(which, async (ctx, input) => {
  const [share, organisation] = await Promise.all([
    assistants.findShare(ctx, input),
    findOrganisation(ctx.db),
  ]);
  return { organisation: organisation?.name ?? "", share: share && toShownShare(share) };
});

export const shareThread = defineAction(which, async (ctx, input) =>
  toShownShare(await assistants.shareThread(ctx, input)),
);

export const updateShare = defineAction(which, async (ctx, input) =>
  toShownShare(await assistants.updateShare(ctx, input)),
);

export const stopSharing = defineAction(
  z.object({ shareId: z.uuid("This thread is not shared any more.") }),
  async (ctx, input) => {
    await assistants.stopSharing(ctx, input);
    revalidatePath("/settings");
  },
);

export const continueShared = defineAction(z.object({ token: z.string().max(200) }), async (ctx, input) => {
  const made = await assistants.continueShared(ctx, input);
  revalidatePath("/", "layout");
  return made;
});
