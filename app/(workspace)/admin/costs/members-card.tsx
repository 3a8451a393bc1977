import Link from "next/link";
import { LimitsDialog } from "@/components/admin/limits-dialog";
import { MemberSearch } from "@/components/admin/member-search";
import { MemberTable } from "@/components/admin/member-table";
import { buttonStyles } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import type { MemberSpendPage } from "@/lib/reports";
import { setEveryonesLimits, setMemberLimits } from "./actions";
import { type CostsAddress, hrefOf, paramsOf } from "./address";

type MembersCardProps = { page: MemberSpendPage; address: CostsAddress; isCurrent: boolean };

/** The members of the month, the dearest first, with their budgets while it is running. */
export function MembersCard({ page: { members, nextCursor }, address, isCurrent }: MembersCardProps) {
  const { query, cursor } = address;
  const actions = (
    <div className="flex flex-wrap items-center gap-2">
      <MemberSearch key={query} query={query} keep={paramsOf({ ...address, query: "", cursor: undefined })} />
      {isCurrent && <EveryoneDialog />}
    </div>
  );
  return (
    <Card id="members">
      <CardHeader title="Members" actions={actions} />
      {members.length === 0 ? (
        <p className="py-6 text-center text-muted text-sm">
          No member’s name or e-mail address contains “{query}”.
        </p>
      ) : (
        <MemberTable members={members} isCurrent={isCurrent} setLimits={setMemberLimits} />
      )}
      {(cursor || nextCursor) && (
        <nav aria-label="Pages of members" className="mt-3 flex justify-end gap-2">
          {cursor && <PageLink href={hrefOf({ ...address, cursor: undefined })}>First page</PageLink>}
          {nextCursor && <PageLink href={hrefOf({ ...address, cursor: nextCursor })}>Next page</PageLink>}
        </nav>
      )}
    </Card>
  );
}

function PageLink(props: { href: ReturnType<typeof hrefOf>; children: string }) {
  return <Link scroll={false} className={buttonStyles({ variant: "outline", size: "sm" })} {...props} />;
}

function EveryoneDialog() {
  return (
    <LimitsDialog
      title="Budget for everyone"
      description="Gives each active member this limit of their own. Those who have one keep it, and those who join later begin without."
      button="Set for everyone"
      action={setEveryonesLimits}
      limits={{ month: "", day: "" }}
      emptyMeans="An empty field changes nothing."
      offersReplace
    />
  );
}
