"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { defineAdminAction } from "@/lib/action";
import { adjustAttempt } from "@/lib/assistants";
import { formatUsd } from "@/lib/money";
import { askForIntegrityCheck } from "@/lib/reports";

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

/** The verdict comes when it is made. */
export const check = defineAdminAction(z.object({}), async (ctx) => {
  await askForIntegrityCheck(ctx);
  revalidatePath("/admin/integrity");
  return { message: "Everything is being checked." };
});
