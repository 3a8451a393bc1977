import { UserRound } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { EmptyState } from "@/components/ui/empty-state";
import { SelectCell, SelectHeader } from "@/components/ui/selection/select-box";
import { Selection } from "@/components/ui/selection/selection";
import {
  OptionsHeader,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from "@/components/ui/table";
import { KnownCost } from "@/components/usage/known-cost";
import { columnDigits, type UsdDigits } from "@/lib/money";
import type { MemberListItem, Profile } from "@/lib/org/types";
import type { MemberSpend } from "@/lib/reports/types";
import type { Groups } from "./groups-form";
import { MemberBulk, type MemberBulkActions } from "./member-bulk";
import { type MemberActions, MemberMenu } from "./member-menu";
import { ROLE_LABELS } from "./roles";

type MembersTableProps = {
  members: MemberListItem[];
  /** What each of them spent in the running month. */
  spends: readonly MemberSpend[];
  viewer: Profile;
  actions: MemberActions;
  bulk: MemberBulkActions;
  /** What a member can be put into. */
  groups: Groups;
  searched: string | undefined;
};

const DAY = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  year: "numeric",
  timeZone: "UTC",
});

export function MembersTable({ members, spends, searched, bulk, ...row }: MembersTableProps) {
  const digits = columnDigits(spends.map(({ costPicoUsd }) => costPicoUsd));
  const byId = new Map(spends.map((spend) => [spend.userId, spend]));
  if (members.length === 0) {
    return (
      <EmptyState icon={<UserRound />} title={searched ? `Nobody matches “${searched}”` : "Nobody is found"}>
        Search for a part of a name or of an email.
      </EmptyState>
    );
  }
  return (
    <Selection rows={members.map(({ userId, name }) => ({ id: userId, name }))}>
      <MemberBulk groups={row.groups} actions={bulk} />
      <Table label="Members">
        <TableHead>
          <TableRow>
            <SelectHeader />
            <TableHeader>Member</TableHeader>
            <TableHeader>Role</TableHeader>
            <TableHeader className="hidden md:table-cell">Department</TableHeader>
            <TableHeader className="hidden md:table-cell">Plan</TableHeader>
            <TableHeader className="hidden lg:table-cell">Since</TableHeader>
            <TableHeader numeric className="hidden whitespace-nowrap md:table-cell">
              This month
            </TableHeader>
            <OptionsHeader />
          </TableRow>
        </TableHead>
        <TableBody>
          {members.map((member) => (
            <MemberRow
              key={member.userId}
              member={member}
              spend={byId.get(member.userId)}
              digits={digits}
              {...row}
            />
          ))}
        </TableBody>
      </Table>
    </Selection>
  );
}

const NOTHING = { calls: 0, costPicoUsd: 0n, estimatedPicoUsd: 0n };

type MemberRowProps = Omit<MembersTableProps, "members" | "spends" | "searched" | "bulk"> & {
  member: MemberListItem;
  spend: MemberSpend | undefined;
  digits: UsdDigits;
};

function MemberRow({ member, spend, digits, viewer, actions, groups }: MemberRowProps) {
  const spent = <KnownCost sum={spend ?? NOTHING} unpriced={spend?.unpriced ?? 0} digits={digits} />;
  return (
    <TableRow>
      <SelectCell id={member.userId} name={member.name} />
      <TableCell className="w-full max-w-0 sm:w-auto sm:max-w-none">
        <div className="flex min-w-0 items-center gap-3">
          <Avatar name={member.name} />
          <div className="min-w-0">
            <p className="truncate font-medium">
              <Link
                href={`/admin/members/${member.userId}` as Route}
                prefetch={false}
                className="hover:underline"
              >
                {member.name}
              </Link>
              {member.userId === viewer.userId && <span className="font-normal text-muted"> (you)</span>}
            </p>
            <p className="truncate text-muted">{member.email}</p>
            <p className="truncate text-muted md:hidden">{groupWords(member)}</p>
            <p className="truncate text-muted md:hidden">{spent} this month</p>
          </div>
        </div>
      </TableCell>
      <TableCell>
        <span className="flex flex-wrap items-center gap-2">
          {ROLE_LABELS[member.role]}
          {member.disabled && <Badge tone="bad">Disabled</Badge>}
        </span>
      </TableCell>
      <TableCell className="hidden max-w-40 truncate md:table-cell">
        {member.department?.name ?? <span className="text-muted">None</span>}
      </TableCell>
      <TableCell className="hidden max-w-32 truncate md:table-cell">
        {member.plan?.name ?? <span className="text-muted">None</span>}
      </TableCell>
      <TableCell className="hidden whitespace-nowrap text-muted lg:table-cell">
        {DAY.format(member.createdAt)}
      </TableCell>
      <TableCell numeric className="hidden md:table-cell">
        {spent}
      </TableCell>
      <TableCell numeric>
        <MemberMenu
          member={member}
          isChangeable={member.role !== "owner" || viewer.role === "owner"}
          canMakeOwner={viewer.role === "owner"}
          isSelf={member.userId === viewer.userId}
          actions={actions}
          groups={groups}
        />
      </TableCell>
    </TableRow>
  );
}

/** On a narrow page in one line: "Sales · Basic". */
function groupWords({ department, plan }: MemberListItem): string {
  return [department?.name, plan?.name].filter((name) => name !== undefined).join(" · ");
}
