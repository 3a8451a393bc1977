"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { defineAction } from "@/lib/action";
import { createApiKey, memberFields, revokeApiKey } from "@/lib/org";
import { orgLimits } from "../admin/costs/limits";
import { applyKeyLimits } from "./keys";

const PATH = "/settings";
const which = z.object({ apiKeyId: z.uuid("Choose a key.") });

export const createKey = defineAction(z.object({ name: memberFields.name }), async (ctx, input) => {
  const made = await createApiKey(ctx, input);
  revalidatePath(PATH);
  return made;
});

export const revokeKey = defineAction(which, async (ctx, input) => {
  await revokeApiKey(ctx, input);
  revalidatePath(PATH);
});

export const limitKey = defineAction(orgLimits.extend(which.shape), async (ctx, input) => {
  await applyKeyLimits(ctx, input);
  revalidatePath(PATH);
  return { message: "The key's limit is saved and holds from the next request on." };
});
