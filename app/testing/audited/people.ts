import { makeMember } from "@/db/testing/fixtures";
import { assignMembers } from "@/lib/budgets";
import { createApiKey, createInvitation, disableMember } from "@/lib/org";
import { department, plan, someone } from "../given";
import type { Scenario } from "./scenario";

/** About people, groups and the organisation itself. */
export const PEOPLE: Record<string, Scenario> = {
  "admin/members/actions.ts#setRole": {
    acts: ["member.role"],
    given: async (ctx) => ({ userId: await someone(ctx), role: "admin" }),
  },
  "admin/members/actions.ts#disable": {
    acts: ["member.disable"],
    given: async (ctx) => ({ userId: await someone(ctx) }),
  },
  "admin/members/actions.ts#enable": {
    acts: ["member.enable"],
    given: async (ctx) => {
      const userId = await someone(ctx);
      await disableMember(ctx, { userId });
      return { userId };
    },
  },
  "admin/members/actions.ts#assign": {
    acts: ["member.department", "member.plan"],
    given: async (ctx) => ({
      userId: await someone(ctx),
      ...(await department(ctx)),
      ...(await plan(ctx)),
    }),
  },
  "admin/members/actions.ts#signOut": {
    acts: ["member.sign_out"],
    given: async (ctx) => ({ userId: await someone(ctx) }),
  },
  "admin/members/actions.ts#revokeKeys": {
    acts: ["api_key.revoke"],
    given: async ({ db }) => {
      const actor = await makeMember(db);
      await createApiKey({ db, actor }, { name: "laptop" });
      return { userId: actor.userId };
    },
  },
  "admin/members/bulk-actions.ts#disableMany": {
    acts: ["member.disable"],
    given: async (ctx) => ({ ids: [await someone(ctx), await someone(ctx)] }),
  },
  "admin/members/bulk-actions.ts#enableMany": {
    acts: ["member.enable"],
    given: async (ctx) => {
      const userId = await someone(ctx);
      await disableMember(ctx, { userId });
      return { ids: userId };
    },
  },
  "admin/members/bulk-actions.ts#assignMany": {
    acts: ["member.department", "member.plan"],
    given: async (ctx) => ({
      ids: [await someone(ctx), await someone(ctx)],
      ...(await department(ctx)),
      ...(await plan(ctx)),
    }),
  },
  "admin/members/bulk-actions.ts#moveBackMany": {
    acts: ["member.department"],
    given: async (ctx) =>
      (await assignMembers(ctx, { userIds: [await someone(ctx)], ...(await department(ctx)) })).moves,
  },
  "admin/members/actions.ts#invite": {
    acts: ["invitation.create"],
    given: async () => ({ role: "member", email: "" }),
  },
  "admin/members/actions.ts#revoke": {
    acts: ["invitation.revoke"],
    given: (ctx) => createInvitation(ctx, { role: "admin" }),
  },
  "admin/threads/actions.ts#saveRules": {
    acts: ["thread_rules.set"],
    given: async () => ({
      ...{ archiveAfterDays: "40", deleteAfterDays: "400" },
      ...{ temporaryHours: "12", activeThreadsMax: "" },
    }),
  },
  "admin/threads/actions.ts#saveImageHosts": {
    acts: ["image_hosts.set"],
    given: async () => ({ hosts: "images.example.org" }),
  },
};
