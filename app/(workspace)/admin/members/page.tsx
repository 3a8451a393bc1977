import type { Metadata } from "next";
import { AdminHeader } from "@/components/admin/admin-header";
import { InvitationsTable } from "@/components/people/invitations-table";
import { InviteDialog } from "@/components/people/invite-dialog";
import { MemberFilters } from "@/components/people/member-filters";
import { MembersTable } from "@/components/people/members-table";
import { AddressNotice } from "@/components/ui/address-notice";
import { Card, CardHeader } from "@/components/ui/card";
import { ExportMenu } from "@/components/ui/export-menu";
import { PageLinks } from "@/components/ui/page-links";
import { requireAdminCtx } from "@/lib/auth";
import { listInvitations, listMembers } from "@/lib/org";
import { listMemberSpend } from "@/lib/reports";
import { misread, readPlace } from "../../misread";
import { readGroups } from "../budgets/choices";
import { filesOf } from "../files";
import { assign, disable, enable, invite, revoke, setRole } from "./actions";
import { assignMany, disableMany, enableMany, moveBackMany } from "./bulk-actions";
import { knownFilter, memberParams, readMemberFilter } from "./query";

export const metadata: Metadata = { title: "Members" };

const PATH = "/admin/members";

type MembersPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function MembersPage({ searchParams }: MembersPageProps) {
  const ctx = await requireAdminCtx();
  const params = await searchParams;
  const groups = await readGroups(ctx);
  const filter = knownFilter(readMemberFilter(params), groups);
  const kept = memberParams(filter);
  const cursor = readPlace(params.after, "name");
  const [page, invitations] = await Promise.all([
    listMembers(ctx, { ...filter, cursor }),
    listInvitations(ctx),
  ]);
  const userIds = page.members.map(({ userId }) => userId);
  const spend = await listMemberSpend(ctx, { userIds, limit: userIds.length });
  const problem = misread(params, { ...kept, after: cursor });
  return (
    <>
      <AdminHeader title="Members" current={PATH} actions={<InviteDialog action={invite} />} />
      <div className="mx-auto w-full max-w-5xl space-y-5 p-4 md:p-6">
        <AddressNotice problem={problem} />
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
          <CardHeader title="Members" actions={<ExportMenu {...filesOf("/api/reports/members", kept)} />} />
          <MemberFilters path={PATH} filter={filter} groups={groups} />
          <MembersTable
            members={page.members}
            spends={spend.members}
            viewer={ctx.profile}
            actions={{ setRole, disable, enable, assign }}
            bulk={{ assign: assignMany, moveBack: moveBackMany, disable: disableMany, enable: enableMany }}
            groups={groups}
            searched={filter.text}
          />
          <PageLinks path={PATH} keep={kept} cursor={cursor} nextCursor={page.nextCursor} className="mt-4" />
        </Card>
      </div>
    </>
  );
}
