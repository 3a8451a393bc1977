"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { defineAction } from "@/lib/action";
import { getRunDetails } from "@/lib/assistants";
import { dismissAnswer, reopenRequest, withdrawRequest } from "@/lib/budgets";
import { applyRequest, requestInput } from "./request-input";

const oneRequest = z.object({ requestId: z.uuid() });

/** The calls of one of the caller's runs, each with the formula of its cost. */
export const getRun = defineAction(z.object({ runId: z.uuid() }), (ctx, input) => getRunDetails(ctx, input));

export const askForMore = defineAction(requestInput, async (ctx, input) => {
  await applyRequest(ctx, input);
  revalidatePath("/", "layout");
  return { message: "Your request is with the admins. The answer will be here." };
});

export const withdraw = defineAction(oneRequest, async (ctx, input) => {
  await withdrawRequest(ctx, input);
  revalidatePath("/", "layout");
});

export const reopen = defineAction(oneRequest, async (ctx, input) => {
  await reopenRequest(ctx, input);
  revalidatePath("/", "layout");
});

export const dismiss = defineAction(oneRequest, async (ctx, input) => {
  await dismissAnswer(ctx, input);
  revalidatePath("/", "layout");
});
