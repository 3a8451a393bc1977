import { LimitsDialog } from "@/components/admin/limits-dialog";
import { MemberSearch } from "@/components/admin/member-search";
import { MemberTable } from "@/components/admin/member-table";
import { monthLabel } from "@/components/charts/words";
import { Card, CardHeader } from "@/components/ui/card";
import { PageLinks } from "@/components/ui/page-links";
import type { MemberSpendPage } from "@/lib/reports";
import { setEveryonesLimits, setMemberLimits } from "./actions";
import { type CostsAddress, paramsOf } from "./address";

type MembersCardProps = {
  page: MemberSpendPage;
  address: CostsAddress;
  /** The month in which the shown days end, and the running one. */
  month: { month: string; today: string };
};

/** The members of the month, the dearest first, with their budgets while it is running. */
export function MembersCard({
  page: { members, nextCursor },
  address,
  month: { month, today },
}: MembersCardProps) {
  const isCurrent = month === today;
  const { query, cursor } = address;
  const actions = (
    <div className="flex flex-wrap items-center gap-2">
      <MemberSearch key={query} query={query} keep={paramsOf({ ...address, query: "", cursor: undefined })} />
      {isCurrent && <EveryoneDialog />}
    </div>
  );
  return (
    <Card id="members">
      <CardHeader
        title="Members"
        description={`Everybody in all of ${monthLabel(month, today)}, whatever is filtered above`}
        actions={actions}
      />
      {members.length === 0 ? (
        <p className="py-6 text-center text-muted text-sm">
          No member’s name or email address contains “{query}”.
        </p>
      ) : (
        <MemberTable members={members} isCurrent={isCurrent} setLimits={setMemberLimits} />
      )}
      <PageLinks
        label="Pages of members"
        path="/admin/costs"
        keep={paramsOf({ ...address, cursor: undefined })}
        cursor={cursor}
        nextCursor={nextCursor}
        scroll={false}
        className="mt-4"
      />
    </Card>
  );
}

function EveryoneDialog() {
  return (
    <LimitsDialog
      title="Budget for everyone"
      description="Gives each active member this limit of their own. Those who have one keep it, and those who join later begin without."
      button="Set for everyone"
      action={setEveryonesLimits}
      limits={{ month: null, day: null }}
      emptyMeans="An empty field changes nothing."
      offersReplace
    />
  );
}
