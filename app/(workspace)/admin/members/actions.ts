"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { defineAdminAction } from "@/lib/action";
import {
  changeRole,
  createInvitation,
  disableMember,
  enableMember,
  memberFields,
  revokeInvitation,
} from "@/lib/org";

const PATH = "/admin/members";
const someone = z.object({ userId: z.uuid() });

export const setRole = defineAdminAction(
  someone.extend({ role: z.enum(["owner", "admin", "member"]) }),
  async (ctx, input) => {
    await changeRole(ctx, input);
    revalidatePath(PATH);
  },
);

export const disable = defineAdminAction(someone, async (ctx, input) => {
  await disableMember(ctx, input);
  revalidatePath(PATH);
});

export const enable = defineAdminAction(someone, async (ctx, input) => {
  await enableMember(ctx, input);
  revalidatePath(PATH);
});

export const invite = defineAdminAction(
  z.object({
    role: z.enum(["admin", "member"]),
    email: z.union([z.literal("").transform(() => undefined), memberFields.email]),
  }),
  async (ctx, input) => {
    const { token, expiresAt } = await createInvitation(ctx, input);
    revalidatePath(PATH);
    return { path: `/join/${token}`, expiresAt };
  },
);

export const revoke = defineAdminAction(z.object({ invitationId: z.uuid() }), async (ctx, input) => {
  await revokeInvitation(ctx, input);
  revalidatePath(PATH);
});
