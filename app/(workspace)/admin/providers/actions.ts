"use server";

import { revalidatePath } from "next/cache";
import { defineAdminAction } from "@/lib/action";
import {
  addProvider,
  pauseProvider,
  removeProvider,
  replaceKey,
  restoreProvider,
  resumeProvider,
  testProvider,
} from "@/lib/provider-keys";
import { newKey, newProvider, whichProvider } from "./input";

const PATH = "/admin/providers";

export const add = defineAdminAction(newProvider, async (ctx, input) => {
  await addProvider(ctx, input);
  revalidatePath(PATH);
  return { message: "The provider is added: test it." };
});

export const replace = defineAdminAction(newKey, async (ctx, input) => {
  await replaceKey(ctx, input);
  revalidatePath(PATH);
  return { message: "The key is replaced: test it." };
});

export const pause = defineAdminAction(whichProvider, async (ctx, input) => {
  await pauseProvider(ctx, input);
  revalidatePath(PATH);
});

export const resume = defineAdminAction(whichProvider, async (ctx, input) => {
  await resumeProvider(ctx, input);
  revalidatePath(PATH);
});

export const remove = defineAdminAction(whichProvider, async (ctx, input) => {
  await removeProvider(ctx, input);
  revalidatePath(PATH);
});

export const restore = defineAdminAction(whichProvider, async (ctx, input) => {
  await restoreProvider(ctx, input);
  revalidatePath(PATH);
});

export const test = defineAdminAction(whichProvider, async (ctx, input) => {
  const outcome = await testProvider(ctx, input);
  revalidatePath(PATH);
  return outcome;
});
