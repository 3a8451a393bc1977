"use server";

import type { Route } from "next";
import { redirect } from "next/navigation";
import { z } from "zod";
import { definePublicAction } from "@/lib/action";
import { sameOriginPath, startSession } from "@/lib/auth";
import { acceptInvitation, createOrganisation, memberFields } from "@/lib/org";

const { email, name, organisationName, newPassword } = memberFields;
const password = z.string("Enter a password.").min(1, "Enter a password.");

export const setUp = definePublicAction(
  z.object({ organisationName, name, email, password: newPassword }),
  async ({ db }, input) => {
    const owner = await createOrganisation(db, input);
    await startSession({ email: owner.email, password: input.password });
    redirect("/");
  },
);

export const signIn = definePublicAction(
  z.object({
    email: z.string().trim().min(1, "Enter your email address."),
    password,
    next: z.string().optional(),
  }),
  async (_ctx, input) => {
    await startSession(input);
    redirect(sameOriginPath(input.next) as Route);
  },
);

export const join = definePublicAction(
  z.object({ token: z.string(), name, email, password: newPassword }),
  async ({ db }, input) => {
    const member = await acceptInvitation(db, input);
    await startSession({ email: member.email, password: input.password });
    redirect("/");
  },
);
