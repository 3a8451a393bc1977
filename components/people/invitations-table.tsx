import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { InvitationListItem } from "@/lib/org/types";
import { type RevokeAction, RevokeButton } from "./revoke-button";
import { ROLE_LABELS } from "./roles";

type InvitationsTableProps = { invitations: InvitationListItem[]; revoke: RevokeAction };

const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });

export function InvitationsTable({ invitations, revoke }: InvitationsTableProps) {
  return (
    <Table label="Open invitations">
      <TableHead>
        <TableRow>
          <TableHeader>For</TableHeader>
          <TableHeader>Role</TableHeader>
          <TableHeader className="hidden sm:table-cell">By</TableHeader>
          <TableHeader>Until</TableHeader>
          <TableHeader>
            <span className="sr-only">Revoke</span>
          </TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {invitations.map(({ invitationId, email, role, invitedByName, expiresAt }) => (
          <TableRow key={invitationId}>
            <TableCell className="w-full max-w-0 truncate sm:w-auto sm:max-w-none">
              {email ?? "Anybody with the link"}
            </TableCell>
            <TableCell>{ROLE_LABELS[role]}</TableCell>
            <TableCell className="hidden whitespace-nowrap sm:table-cell">{invitedByName}</TableCell>
            <TableCell className="whitespace-nowrap">{DAY.format(expiresAt)}</TableCell>
            <TableCell numeric>
              <RevokeButton invitationId={invitationId} revoke={revoke} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
