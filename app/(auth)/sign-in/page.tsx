import type { Metadata, Route } from "next";
import { redirect } from "next/navigation";
import { SignInForm } from "@/components/people/sign-in-form";
import { findCtx, publicCtx, sameOriginPath } from "@/lib/auth";
import { findOrganisation } from "@/lib/org";
import { signIn } from "../actions";

export const metadata: Metadata = { title: "Sign in" };

type SignInPageProps = { searchParams: Promise<{ next?: string | string[] }> };

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const { next } = await searchParams;
  const path = sameOriginPath(typeof next === "string" ? next : undefined);
  if (await findCtx()) redirect(path as Route);
  if (!(await findOrganisation(publicCtx().db))) redirect("/setup");
  return (
    <>
      <h1 className="font-semibold text-xl">Sign in</h1>
      <p className="mt-1 mb-6 text-muted">
        No account yet? Ask an admin of your organisation for an invitation.
      </p>
      <SignInForm action={signIn} next={path} />
    </>
  );
}
