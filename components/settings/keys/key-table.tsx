import { limitWords } from "@/components/admin/budgets/budget-words";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { KeyLimitDialog } from "./key-limit-dialog";
import { RevokeKeyDialog } from "./revoke-key-dialog";
import type { KeyActions, KeyRow } from "./types";

type KeyTableProps = { keys: KeyRow[]; timeZone: string; actions: Omit<KeyActions, "create"> };

export function KeyTable({ keys, timeZone, actions }: KeyTableProps) {
  const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone });
  const lastUsed = ({ lastUsedAt }: KeyRow) => (lastUsedAt ? day.format(lastUsedAt) : "Never");
  return (
    <Table label="API keys">
      <TableHead>
        <TableRow className="last:border-b">
          <TableHeader>Name</TableHeader>
          <TableHeader className="hidden sm:table-cell">Created</TableHeader>
          <TableHeader className="hidden whitespace-nowrap sm:table-cell">Last used</TableHeader>
          <TableHeader>Limit</TableHeader>
          <TableHeader>
            <span className="sr-only">Revoke</span>
          </TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {keys.map((key) => (
          <TableRow key={key.apiKeyId}>
            <TableCell className="min-w-32">
              <span className="block break-words font-medium">{key.name}</span>
              <span className="block font-mono text-muted text-xs">{key.prefix}…</span>
              <span className="block text-muted text-xs sm:hidden">Last used: {lastUsed(key)}</span>
            </TableCell>
            <TableCell className="hidden whitespace-nowrap text-muted sm:table-cell">
              {day.format(key.createdAt)}
            </TableCell>
            <TableCell className="hidden whitespace-nowrap text-muted sm:table-cell">
              {lastUsed(key)}
            </TableCell>
            <TableCell>
              <KeyLimitDialog apiKey={key} words={limitsOf(key)} action={actions.limit} />
            </TableCell>
            <TableCell numeric>
              <RevokeKeyDialog apiKeyId={key.apiKeyId} name={key.name} revoke={actions.revoke} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function limitsOf(key: KeyRow): string[] {
  const words = (["month", "day"] as const).flatMap((period) => {
    const limit = key[period];
    return limit === null ? [] : [limitWords({ limit, period, unit: "usd" })];
  });
  return words.length > 0 ? words : ["No limit"];
}
