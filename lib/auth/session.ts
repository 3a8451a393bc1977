import { cookies, headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { getDb } from "@/db/client";
import { throughRestart } from "@/db/through-restart";
import { getEnv } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { findOrganisation, findSessionProfile } from "@/lib/org";
import type { Ctx, Profile } from "@/lib/org/types";
import { readSession, type Session } from "./session-token";

export type SignedInCtx = Ctx & { profile: Profile };

const SECURE_COOKIE = "__Secure-authjs.session-token";

/** Who is asking, read from the database once per request; null when nobody is signed in. */
export const findCtx = cache(async (): Promise<SignedInCtx | null> => {
  const session = await readToken();
  if (!session) return null;
  const db = getDb();
  const profile = await throughRestart(() => findSessionProfile(db, session));
  if (!profile) return null;
  return { db, profile, actor: { userId: profile.userId, role: profile.role, departmentId: null } };
});

/** For what comes before sign-in: a connection without an actor. */
export function publicCtx(): Pick<Ctx, "db"> {
  return { db: getDb() };
}

/** For actions and routes: throws `unauthenticated` when nobody is signed in. */
export async function getCtx(): Promise<SignedInCtx> {
  const ctx = await findCtx();
  if (!ctx) throw new AppError("unauthenticated", "You are signed out. Sign in and try again.");
  return ctx;
}

/** For actions of admins and the owner: throws `not_found` for a member. */
export async function getAdminCtx(): Promise<SignedInCtx> {
  const ctx = await getCtx();
  if (ctx.actor.role === "member") throw new AppError("not_found", "This page does not exist.");
  return ctx;
}

/** For pages of members: sends everybody else to /sign-in, or to /setup while there is no organisation. */
export async function requireCtx(): Promise<SignedInCtx> {
  const ctx = await findCtx();
  if (ctx) return ctx;
  if (!(await findOrganisation(getDb()))) redirect("/setup");
  const path = (await headers()).get("x-path") ?? "/";
  redirect(path === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(path)}`);
}

/** For pages of admins and the owner; for members the page does not exist. */
export async function requireAdminCtx(): Promise<SignedInCtx> {
  const ctx = await requireCtx();
  if (ctx.actor.role === "member") notFound();
  return ctx;
}

/** From the cookie store and not from the request's header: within an action it has the cookie that was just set. */
async function readToken(): Promise<Session | null> {
  const store = await cookies();
  return readSession(store.toString(), {
    secret: getEnv().AUTH_SECRET ?? "",
    isSecure: store.has(SECURE_COOKIE),
  });
}
