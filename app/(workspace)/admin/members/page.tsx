import type { Metadata, Route } from "next";
import Link from "next/link";
import { AdminHeader } from "@/components/admin/admin-header";
import { InvitationsTable } from "@/components/people/invitations-table";
import { InviteDialog } from "@/components/people/invite-dialog";
import { MemberSearch } from "@/components/people/member-search";
import { MembersTable } from "@/components/people/members-table";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { requireAdminCtx } from "@/lib/auth";
import { listInvitations, listMembers } from "@/lib/org";
import { readGroups } from "../budgets/choices";
import { assign, disable, enable, invite, revoke, setRole } from "./actions";

export const metadata: Metadata = { title: "Members" };

type MembersPageProps = { searchParams: Promise<{ q?: string | string[]; after?: string | string[] }> };

export default async function MembersPage({ searchParams }: MembersPageProps) {
  const ctx = await requireAdminCtx();
  const { q, after } = await searchParams;
  const text = typeof q === "string" ? q.replaceAll("\0", "") : undefined;
  const cursor = typeof after === "string" ? after : undefined;
  const [page, invitations, groups] = await Promise.all([
    listMembers(ctx, { text, cursor }),
    listInvitations(ctx),
    readGroups(ctx),
  ]);
  return (
    <>
      <AdminHeader title="Members" current="/admin/members" actions={<InviteDialog action={invite} />} />
      <div className="mx-auto w-full max-w-5xl space-y-5 p-4 md:p-6">
        {invitations.length > 0 && (
          <Card>
            <CardHeader
              title="Open invitations"
              description="Each link works once, for seven days. It is not shown again; make a new one if it got lost."
            />
            <InvitationsTable invitations={invitations} revoke={revoke} />
          </Card>
        )}
        <Card>
          <CardHeader title="Members" actions={<MemberSearch text={text} />} />
          <MembersTable
            members={page.members}
            viewer={ctx.profile}
            actions={{ setRole, disable, enable, assign }}
            groups={groups}
            searched={text}
          />
          <Pages text={text} isFirst={!cursor} nextCursor={page.nextCursor} />
        </Card>
      </div>
    </>
  );
}

type PagesProps = { text: string | undefined; isFirst: boolean; nextCursor: string | null };

function Pages({ text, isFirst, nextCursor }: PagesProps) {
  if (isFirst && !nextCursor) return null;
  const search = (after?: string) =>
    `/admin/members?${new URLSearchParams({ ...(text ? { q: text } : {}), ...(after ? { after } : {}) })}` as Route;
  return (
    <nav aria-label="Pages" className="mt-4 flex justify-between gap-3">
      {isFirst ? (
        <span />
      ) : (
        <Button asChild variant="outline" size="sm">
          <Link href={search()}>First page</Link>
        </Button>
      )}
      {nextCursor && (
        <Button asChild variant="outline" size="sm">
          <Link href={search(nextCursor)}>Next page</Link>
        </Button>
      )}
    </nav>
  );
}
