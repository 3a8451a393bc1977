"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { defineAdminAction } from "@/lib/action";
import { adjustAttempt } from "@/lib/assistants";
import { formatUsd } from "@/lib/money";

const correction = z.object({
  attemptId: z.uuid("Choose a call."),
  costUsd: z.string("Enter an amount."),
  why: z.string("Say why."),
});

export const correctAmount = defineAdminAction(correction, async (ctx, input) => {
  const { before, after } = await adjustAttempt(ctx, input);
  revalidatePath("/", "layout");
  return { message: `Booked with ${formatUsd(after)} instead of about ${formatUsd(before)}.` };
});
