"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { defineAdminAction } from "@/lib/action";
import { bulkIds, bulkWords } from "@/lib/bulk";
import {
  createDepartment,
  deleteDepartment,
  deleteDepartments,
  departmentName,
  renameDepartment,
} from "@/lib/org";

const named = z.object({ name: departmentName });
const existing = z.object({ departmentId: z.uuid() });

export const addDepartment = defineAdminAction(named, async (ctx, input) => {
  await createDepartment(ctx, input);
  revalidatePath("/", "layout");
  return { message: `${input.name} is added.` };
});

export const changeDepartment = defineAdminAction(named.extend(existing.shape), async (ctx, input) => {
  await renameDepartment(ctx, input);
  revalidatePath("/", "layout");
  return { message: `It is called ${input.name} now.` };
});

export const removeDepartment = defineAdminAction(existing, async (ctx, input) => {
  await deleteDepartment(ctx, input);
  revalidatePath("/", "layout");
});

export const removeDepartments = defineAdminAction(z.object({ ids: bulkIds }), async (ctx, { ids }) => {
  const outcome = await deleteDepartments(ctx, { departmentIds: ids });
  revalidatePath("/", "layout");
  const department = { one: "department", many: "departments" };
  return { message: bulkWords(outcome, department, ["is deleted", "are deleted"]) };
});
