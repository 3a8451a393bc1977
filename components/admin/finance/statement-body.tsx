import type { ReactNode } from "react";
import { LazyCostBars } from "@/components/charts/lazy";
import { Card, CardHeader } from "@/components/ui/card";
import { Amount } from "@/components/usage/amount";
import { EstimatedNote } from "@/components/usage/estimated-note";
import { SumTable } from "@/components/usage/sum-table";
import { Tile, Tiles } from "@/components/usage/tile";
import { UnpricedNotice } from "@/components/usage/unpriced-notice";
import type { DepartmentCost, MonthlyReport, NamedSum } from "@/lib/finance/types";
import { formatUsd, type PicoUsd } from "@/lib/money";
import { percentWords } from "./department-costs";

/** A department's month in figures, day by day, by model and by member. */
export function StatementBody({ report }: { report: MonthlyReport }) {
  const { department, days, span, models, members, unpriced = [] } = report;
  const total = { ...report.total, unpriced: report.totalUnpriced ?? 0 };
  const points = days.map(({ day, costPicoUsd, estimatedPicoUsd }) => ({
    key: day,
    costPicoUsd,
    estimatedPicoUsd,
  }));
  return (
    <>
      <UnpricedNotice isAdmin unpriced={unpriced} />
      {department && <StatementTiles department={department} report={report} />}
      <Card className="break-inside-avoid">
        <CardHeader
          title="By day"
          description={`What its members made, US dollars; days in ${span.timeZone}`}
        />
        <div className="h-[220px] print:hidden">
          <LazyCostBars title="Cost by day" points={points} />
        </div>
        <details className="mt-3 text-sm">
          <summary className="text-muted">As a table</summary>
          <SumTable
            label="Cost by day"
            of="Day"
            rows={days.map((sum) => ({ id: sum.day, name: sum.day, sum, unpriced: sum.unpriced ?? 0 }))}
            total={total}
          />
        </details>
      </Card>
      <SumCard title="By model" of="Model" rows={models} total={total} />
      <SumCard title="By member" of="Member" rows={members} total={total} />
      <EstimatedNote
        total={{ costPicoUsd: report.spentPicoUsd, estimatedPicoUsd: report.estimatedPicoUsd }}
      />
    </>
  );
}

type StatementTilesProps = { department: DepartmentCost; report: MonthlyReport };

function StatementTiles({ department, report: { forecast, isBudgetKnown } }: StatementTilesProps) {
  const { budgetPicoUsd: budget, leftPicoUsd: left, direct, basisPoints } = department;
  const { unpriced = 0, sharedUnpriced = 0 } = department;
  return (
    <Tiles>
      <Tile
        label="Spent"
        value={
          <Known
            value={department.spentPicoUsd}
            estimated={department.estimatedPicoUsd}
            unpriced={unpriced + sharedUnpriced}
          />
        }
        note="direct and shared together"
      />
      <Tile
        label="Direct"
        value={<Known value={direct.costPicoUsd} estimated={direct.estimatedPicoUsd} unpriced={unpriced} />}
        note={forecast ? forecastWords(forecast) : `${direct.answers.toLocaleString("en-US")} answers`}
      />
      <Tile
        label="Shared"
        value={
          <Known
            value={department.sharedPicoUsd}
            estimated={department.sharedEstimatedPicoUsd}
            unpriced={sharedUnpriced}
          />
        }
        note={`${percentWords(basisPoints)} of what no department made`}
      />
      {budget === null ? (
        <Tile
          label="Budget"
          value={isBudgetKnown ? "None" : "Not known"}
          note={noBudgetWords({ isBudgetKnown, basisPoints })}
        />
      ) : (
        <BudgetTile
          budget={budget}
          left={left ?? 0n}
          estimated={department.estimatedPicoUsd}
          share={percentWords(basisPoints)}
        />
      )}
    </Tiles>
  );
}

type KnownProps = { value: PicoUsd; estimated: PicoUsd; unpriced: number };

/** What is known of an amount; "unpriced" where calls without a price are all there is. */
function Known({ value, estimated, unpriced }: KnownProps) {
  if (unpriced > 0 && value === 0n) return <span className="text-muted">unpriced</span>;
  return (
    <>
      <Amount value={value} estimated={estimated} />
      {unpriced > 0 && (
        <span className="block font-normal text-muted text-xs">
          + {unpriced.toLocaleString("en-US")} unpriced
        </span>
      )}
    </>
  );
}

function noBudgetWords({ isBudgetKnown, basisPoints }: { isBudgetKnown: boolean; basisPoints: number }) {
  if (!isBudgetKnown) return "the month was over before budgets were kept";
  if (basisPoints === 0) return "the department has no share of one";
  return "the organisation had none for the month";
}

type BudgetTileProps = { budget: PicoUsd; left: PicoUsd; estimated: PicoUsd; share: string };

function BudgetTile({ budget, left, estimated, share }: BudgetTileProps): ReactNode {
  return (
    <Tile
      label={left < 0n ? "Over the budget by" : "Left"}
      value={<Amount value={left < 0n ? -left : left} estimated={estimated} />}
      note={`of ${formatUsd(budget)}, ${share} of the organisation’s budget`}
    />
  );
}

function forecastWords({
  expectedPicoUsd,
  lowPicoUsd,
  highPicoUsd,
}: NonNullable<MonthlyReport["forecast"]>): string {
  return `about ${formatUsd(expectedPicoUsd)} by the month’s end, likely ${formatUsd(lowPicoUsd)} to ${formatUsd(highPicoUsd)}`;
}

type SumCardProps = { title: string; of: string; rows: NamedSum[]; total: MonthlyReport["total"] };

function SumCard({ title, of, rows, total }: SumCardProps) {
  if (rows.length === 0) return null;
  const named = rows.map((sum) => ({
    id: sum.key,
    name: sum.label ?? "No name",
    sum,
    unpriced: sum.unpriced ?? 0,
  }));
  return (
    <Card>
      <CardHeader title={title} />
      <SumTable label={`Cost ${title.toLowerCase()}`} of={of} rows={named} total={total} />
    </Card>
  );
}
