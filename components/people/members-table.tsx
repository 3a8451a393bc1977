import { UserRound } from "lucide-react";
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
import type { MemberListItem, Profile } from "@/lib/org/types";
import type { Groups } from "./groups-form";
import { MemberBulk, type MemberBulkActions } from "./member-bulk";
import { type MemberActions, MemberMenu } from "./member-menu";
import { ROLE_LABELS } from "./roles";

type MembersTableProps = {
  members: MemberListItem[];
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

export function MembersTable({ members, searched, bulk, ...row }: MembersTableProps) {
  if (members.length === 0) {
    return (
      <EmptyState icon={<UserRound />} title={searched ? `Nobody matches “${searched}”` : "Nobody is found"}>
        Search for a part of a name or of an e-mail.
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
            <OptionsHeader />
          </TableRow>
        </TableHead>
        <TableBody>
          {members.map((member) => (
            <MemberRow key={member.userId} member={member} {...row} />
          ))}
        </TableBody>
      </Table>
    </Selection>
  );
}

type MemberRowProps = Omit<MembersTableProps, "members" | "searched" | "bulk"> & { member: MemberListItem };

function MemberRow({ member, viewer, actions, groups }: MemberRowProps) {
  return (
    <TableRow>
      <SelectCell id={member.userId} name={member.name} />
      <TableCell className="w-full max-w-0 sm:w-auto sm:max-w-none">
        <div className="flex min-w-0 items-center gap-3">
          <Avatar name={member.name} />
          <div className="min-w-0">
            <p className="truncate font-medium">
              {member.name}
              {member.userId === viewer.userId && <span className="font-normal text-muted"> (you)</span>}
            </p>
            <p className="truncate text-muted">{member.email}</p>
            <p className="truncate text-muted md:hidden">{groupWords(member)}</p>
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
