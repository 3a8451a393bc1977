"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { defineAction } from "@/lib/action";
import { endSession, startSession } from "@/lib/auth";
import { changePassword, memberFields, renameMember, setPreferences, signOutEverywhere } from "@/lib/org";

export const rename = defineAction(z.object({ name: memberFields.name }), async (ctx, input) => {
  await renameMember(ctx, input);
  revalidatePath("/", "layout");
});

export const savePreferences = defineAction(
  z.object({ suggestsThreads: z.boolean() }),
  async (ctx, input) => {
    await setPreferences(ctx, input);
    revalidatePath("/", "layout");
  },
);

export const replacePassword = defineAction(
  z.object({
    currentPassword: z.string().min(1, "Enter your current password."),
    newPassword: z.string().min(1, "Enter a new password."),
  }),
  async (ctx, input) => {
    await changePassword(ctx, input);
    await startSession({ email: ctx.profile.email, password: input.newPassword });
  },
);

export const signOut = defineAction(z.unknown(), async () => {
  await endSession();
  redirect("/sign-in");
});

export const signOutOfAll = defineAction(z.unknown(), async (ctx) => {
  await signOutEverywhere(ctx);
  await endSession();
  redirect("/sign-in");
});
