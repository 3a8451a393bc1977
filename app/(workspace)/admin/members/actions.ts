"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { revokedWords } from "@/components/people/revoked-words";
import { defineAdminAction } from "@/lib/action";
import { assignMember } from "@/lib/budgets";
import {
  changeRole,
  createInvitation,
  disableMember,
  enableMember,
  memberFields,
  revokeInvitation,
  revokeMemberApiKeys,
  signOutMember,
} from "@/lib/org";
import { group } from "./group";

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
  const done = await disableMember(ctx, input);
  revalidatePath(PATH);
  return { also: revokedWords(done?.invitations ?? 0) };
});

export const enable = defineAdminAction(someone, async (ctx, input) => {
  await enableMember(ctx, input);
  revalidatePath(PATH);
});

export const assign = defineAdminAction(
  someone.extend({ departmentId: group, planId: group }),
  async (ctx, input) => {
    await assignMember(ctx, input);
    revalidatePath("/", "layout");
    return { message: "It is saved and holds from the next message on." };
  },
);

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

export const signOut = defineAdminAction(someone, async (ctx, input) => {
  await signOutMember(ctx, input);
  revalidatePath(PATH);
});

export const revokeKeys = defineAdminAction(
  someone.extend({ apiKeyId: z.uuid().optional() }),
  async (ctx, input) => {
    const revoked = await revokeMemberApiKeys(ctx, input);
    revalidatePath(PATH, "layout");
    return { message: revoked === 1 ? "The key no longer works." : `${revoked} keys no longer work.` };
  },
);
