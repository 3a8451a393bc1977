import type { Metadata } from "next";
import { AdminHeader } from "@/components/admin/admin-header";
import { InvitationsTable } from "@/components/people/invitations-table";
import { InviteDialog } from "@/components/people/invite-dialog";
import { MembersTable } from "@/components/people/members-table";
import { Card, CardHeader } from "@/components/ui/card";
import { PageLinks } from "@/components/ui/page-links";
import { SearchForm } from "@/components/ui/search-form";
import { requireAdminCtx } from "@/lib/auth";
import { listInvitations, listMembers } from "@/lib/org";
import { readGroups } from "../budgets/choices";
import { assign, disable, enable, invite, revoke, setRole } from "./actions";

export const metadata: Metadata = { title: "Members" };

const PATH = "/admin/members";

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
      <AdminHeader title="Members" current={PATH} actions={<InviteDialog action={invite} />} />
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
          <CardHeader
            title="Members"
            actions={
              <SearchForm path={PATH} label="Search members" placeholder="Name or e-mail" text={text} />
            }
          />
          <MembersTable
            members={page.members}
            viewer={ctx.profile}
            actions={{ setRole, disable, enable, assign }}
            groups={groups}
            searched={text}
          />
          <PageLinks
            path={PATH}
            keep={{ q: text }}
            cursor={cursor}
            nextCursor={page.nextCursor}
            className="mt-4"
          />
        </Card>
      </div>
    </>
  );
}
