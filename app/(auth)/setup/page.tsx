import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { SetupForm } from "@/components/people/setup-form";
import { publicCtx } from "@/lib/auth";
import { getEnv } from "@/lib/env";
import { findOrganisation } from "@/lib/org";
import { setUp } from "../actions";

export const metadata: Metadata = { title: "Set up" };

export default async function SetupPage() {
  if (await findOrganisation(publicCtx().db)) notFound();
  return (
    <>
      <h1 className="font-semibold text-xl">Create your organisation</h1>
      <p className="mt-1 mb-6 text-muted">You become its owner: you set the budgets and invite the others.</p>
      <SetupForm action={setUp} organisationName={getEnv().ORG_NAME ?? ""} />
    </>
  );
}
