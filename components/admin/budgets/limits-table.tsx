import { resetWords } from "@/components/shell/clock-words";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { onLimitWords, originWords } from "./budget-words";
import { LimitWords } from "./limit-words";
import { StandingCell } from "./standing-cell";
import { standsInFor } from "./stands-in";
import type { MemberLimit } from "./types";
import { NARROW_ONLY, WIDE_ONLY } from "./wide";

type LimitsTableProps = { limits: MemberLimit[]; timeZone: string };

/** Every limit that a member has, where each comes from, and which one stands in for which. */
export function LimitsTable({ limits, timeZone }: LimitsTableProps) {
  return (
    <div className="@container">
      <Table label="Limits">
        <TableHead>
          <TableRow className="last:border-b">
            <TableHeader>From</TableHeader>
            <TableHeader className={WIDE_ONLY}>Limit</TableHeader>
            <TableHeader>Used</TableHeader>
            <TableHeader className={WIDE_ONLY}>Resets</TableHeader>
            <TableHeader className={WIDE_ONLY}>At the limit</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {limits.map((limit) => (
            <LimitRow
              key={limit.budgetId}
              limit={limit}
              instead={standsInFor(limit, limits)}
              timeZone={timeZone}
            />
          ))}
        </TableBody>
      </Table>
    </div>
  );
}

type LimitRowProps = { limit: MemberLimit; instead: MemberLimit | null; timeZone: string };

function LimitRow({ limit, instead, timeZone }: LimitRowProps) {
  const origin = originWords(limit);
  const limitShown = <LimitWords budget={limit} effectiveLimit={limit.effectiveLimit} />;
  return (
    <TableRow className={limit.overridden ? "text-muted" : ""}>
      <TableCell>
        <span className={cn("block", !limit.overridden && "font-medium")}>{origin}</span>
        <span className={NARROW_ONLY}>{limitShown}</span>
        {limit.overridden && (
          <Badge className="mt-0.5 whitespace-normal">
            Overridden by {instead ? insteadWords(instead) : "another"}
          </Badge>
        )}
      </TableCell>
      <TableCell className={WIDE_ONLY}>{limitShown}</TableCell>
      <TableCell className="w-2/5 @3xl:w-auto">
        {limit.overridden ? (
          <span>Does not hold</span>
        ) : (
          <StandingCell label={`Used of ${origin}`} standing={limit} timeZone={timeZone} />
        )}
      </TableCell>
      <TableCell className={cn(WIDE_ONLY, "text-muted")}>
        {!limit.overridden && resetWords(limit.resetsAt, timeZone)}
      </TableCell>
      <TableCell className={WIDE_ONLY}>{!limit.overridden && onLimitWords(limit)}</TableCell>
    </TableRow>
  );
}

function insteadWords({ scope, scopeName }: MemberLimit): string {
  return scope === "member" ? `the limit set for ${scopeName}` : `department “${scopeName}”`;
}
