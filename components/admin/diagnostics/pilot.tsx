import { counted, dayLabel } from "@/components/charts/words";
import { Card, CardHeader } from "@/components/ui/card";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { Amount } from "@/components/usage/amount";
import { columnDigits, type PicoUsd, type UsdDigits } from "@/lib/money";
import type { Diagnostics, PilotWeek } from "@/lib/reports/types";
import { FileMenu } from "./file-menu";
import { shareWords } from "./words";

const WIDE = "hidden lg:table-cell";

/** How a staged roll-out goes, week by week. */
export function Pilot({ weeks, members }: Pick<Diagnostics, "weeks" | "members">) {
  const digits = {
    each: columnDigits(weeks.map((week) => spendEach(week) ?? 0n)),
    all: columnDigits(weeks.map(({ usage }) => usage.costPicoUsd)),
  };
  return (
    <Card aria-label="Roll-out">
      <CardHeader
        title="Roll-out"
        description={`Of ${counted(members, "member")} who can sign in today, how many use it each week, and what they make of it.`}
        actions={<FileMenu of="weeks" />}
      />
      <Table label="Weeks of the roll-out">
        <TableHead>
          <TableRow>
            <TableHeader>Week from</TableHeader>
            <TableHeader numeric className={WIDE}>
              Active members
            </TableHeader>
            <TableHeader numeric>Adoption</TableHeader>
            <TableHeader numeric className={WIDE}>
              New threads each
            </TableHeader>
            <TableHeader numeric className={WIDE}>
              Answers each
            </TableHeader>
            <TableHeader numeric>Spend each</TableHeader>
            <TableHeader numeric>Spend</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {weeks.toReversed().map((week, n) => (
            <TableRow key={week.monday}>
              <TableCell className="lg:whitespace-nowrap">
                {dayLabel(week.monday)}
                {n === 0 && <span className="text-muted"> · so far</span>}
                <span className="block text-muted text-xs lg:hidden">
                  <span className="block">{week.activeMembers.toLocaleString("en-US")} active</span>
                  <span className="block">{each(week, week.threads)} new threads each</span>
                  <span className="block">{each(week, week.usage.answers)} answers each</span>
                </span>
              </TableCell>
              <WeekCells {...{ week, members, digits }} />
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}

function spendEach({ activeMembers, usage }: PilotWeek): PicoUsd | null {
  return activeMembers === 0 ? null : usage.costPicoUsd / BigInt(activeMembers);
}

const each = ({ activeMembers }: PilotWeek, n: number) =>
  activeMembers === 0 ? "–" : (n / activeMembers).toFixed(1);

type WeekProps = { week: PilotWeek; members: number; digits: { each: UsdDigits; all: UsdDigits } };

function WeekCells({ week, members, digits }: WeekProps) {
  const { activeMembers, threads, usage } = week;
  const spend = spendEach(week);
  return (
    <>
      <TableCell numeric className={WIDE}>
        {activeMembers.toLocaleString("en-US")}
      </TableCell>
      <TableCell numeric>{shareWords(activeMembers, members)}</TableCell>
      <TableCell numeric className={WIDE}>
        {each(week, threads)}
      </TableCell>
      <TableCell numeric className={WIDE}>
        {each(week, usage.answers)}
      </TableCell>
      <TableCell numeric>{spend === null ? "–" : <Amount value={spend} digits={digits.each} />}</TableCell>
      <TableCell numeric>
        <Amount value={usage.costPicoUsd} digits={digits.all} />
      </TableCell>
    </>
  );
}
