import type { Metadata } from "next";
import Link from "next/link";
import { JoinForm } from "@/components/people/join-form";
import { Button } from "@/components/ui/button";
import { publicCtx } from "@/lib/auth";
import { findInvitation, findOrganisation } from "@/lib/org";
import { join } from "../../actions";

export const metadata: Metadata = { title: "Join", referrer: "no-referrer" };

type JoinPageProps = { params: Promise<{ token: string }> };

export default async function JoinPage({ params }: JoinPageProps) {
  const { token } = await params;
  const { db } = publicCtx();
  const [invitation, organisation] = await Promise.all([findInvitation(db, { token }), findOrganisation(db)]);
  if (!invitation || !organisation) return <ClosedInvitation />;
  return (
    <>
      <h1 className="font-semibold text-xl">Join {organisation.name}</h1>
      <p className="mt-1 mb-6 text-muted">
        {invitation.invitedByName} invites you{invitation.role === "admin" ? " as an admin" : ""}.
      </p>
      <JoinForm action={join} token={token} email={invitation.email} />
    </>
  );
}

function ClosedInvitation() {
  return (
    <>
      <h1 className="font-semibold text-xl">This invitation is not open</h1>
      <p className="mt-1 mb-6 text-muted">
        It was used, revoked or is more than seven days old. Ask the person who sent it for a new one.
      </p>
      <Button asChild variant="outline">
        <Link href="/sign-in">Go to sign-in</Link>
      </Button>
    </>
  );
}
