import type { Route } from "next";
import Link from "next/link";
import { costLabel, dayLabel } from "@/components/charts/words";
import { Card, CardHeader } from "@/components/ui/card";
import { Segmented } from "@/components/ui/segmented";
import { Amount } from "@/components/usage/amount";
import { formatAbout, formatUsd, type PicoUsd } from "@/lib/money";
import type { AnomalyCause, CostAnomaly } from "@/lib/reports/types";
import { type AnomalyActions, DismissDialog, RestoreButton } from "./anomaly-buttons";
import { GROUP_WORDS, impactLabel, nameOf } from "./words";

const SHOWN_MAX = 12;

export type AnomalyRuleWords = { label: string; href: Route; current: boolean };

type AnomaliesCardProps = {
  anomalies: CostAnomaly[];
  rules: AnomalyRuleWords[];
  isRobust: boolean;
  /** From how much above the expected on a day is marked. */
  minImpactPicoUsd: PicoUsd;
  /** The day by itself. */
  hrefOf: (day: string) => Route;
  /** What rose most, where one day is shown by itself; each with the page filtered by it. */
  causes: (AnomalyCause & { href: Route })[] | null;
  /** What is filtered by, as the actions take it. */
  filters: string;
  actions: AnomalyActions;
};

const robustWords = (least: string) =>
  `A day is compared with the same weekdays of the eight weeks before; it is marked from ${least} above what is usual. Today is not judged yet.`;
const DEVIATIONS =
  "A day is marked beyond two standard deviations from the average of itself and the eight weeks before. This rule cannot fire on five points or fewer, because a day moves the average it is judged by.";

/** The days that cost far more than their like, what made them so, and what was said of them. */
export function AnomaliesCard(props: AnomaliesCardProps) {
  const { anomalies, rules, isRobust, minImpactPicoUsd, causes, hrefOf, filters, actions } = props;
  const open = anomalies.filter(({ dismissed }) => dismissed === null).toReversed();
  const dismissed = anomalies.filter((anomaly) => anomaly.dismissed !== null).toReversed();
  return (
    <Card id="anomalies" className="scroll-mt-4">
      <CardHeader
        title="Anomalies"
        description={isRobust ? robustWords(formatUsd(minImpactPicoUsd)) : DEVIATIONS}
        actions={<Segmented label="Rule" segments={rules} />}
      />
      {open.length === 0 ? (
        <p className="text-muted text-sm">
          {dismissed.length === 0 ? "No day stands out." : "No other day stands out."}
        </p>
      ) : (
        <ul aria-label="Days that stand out" className="divide-y divide-line">
          {open.slice(0, SHOWN_MAX).map((anomaly) => (
            <li
              key={anomaly.day}
              className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-2"
            >
              <AnomalyWords anomaly={anomaly} href={causes ? null : hrefOf(anomaly.day)} />
              <DismissDialog day={anomaly.day} name={dayLabel(anomaly.day)} {...{ filters, actions }} />
            </li>
          ))}
        </ul>
      )}
      {open.length > SHOWN_MAX && (
        <p className="mt-2 text-muted text-sm">
          {open.length - SHOWN_MAX} earlier ones are marked in the chart only: choose fewer days to list them.
        </p>
      )}
      {causes && anomalies.length > 0 && <Causes causes={causes} />}
      <Dismissed anomalies={dismissed.slice(0, SHOWN_MAX)} filters={filters} actions={actions} />
    </Card>
  );
}

function AnomalyWords({ anomaly, href }: { anomaly: CostAnomaly; href: Route | null }) {
  const { day, costPicoUsd, estimatedPicoUsd, expectedPicoUsd, isExpectedExact } = anomaly;
  return (
    <p className="min-w-0 text-sm">
      {href ? (
        <Link href={href} className="font-medium text-accent hover:underline">
          {dayLabel(day)}
        </Link>
      ) : (
        <span className="font-medium">{dayLabel(day)}</span>
      )}
      : <Amount value={costPicoUsd} estimated={estimatedPicoUsd} /> where{" "}
      {formatAbout(expectedPicoUsd, isExpectedExact)} was expected,{" "}
      <span className="text-bad">{impactLabel(anomaly)} more</span>
    </p>
  );
}

function Causes({ causes }: { causes: NonNullable<AnomaliesCardProps["causes"]> }) {
  return (
    <div className="mt-3 text-sm">
      <h3 className="text-muted">What rose most, above the same weekday of the four weeks before</h3>
      {causes.length === 0 ? (
        <p className="mt-1">Nothing by itself: every department, member and model cost as usual.</p>
      ) : (
        <ul aria-label="Causes" className="mt-1 space-y-1">
          {causes.map(({ href, ...cause }) => (
            <li key={cause.group}>
              {GROUP_WORDS[cause.group]}:{" "}
              <Link href={href} scroll={false} className="font-medium text-accent hover:underline">
                {nameOf(cause.group, cause)}
              </Link>
              , {costLabel(cause)} where {formatAbout(cause.usualPicoUsd, cause.isUsualExact)} is usual
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

type DismissedProps = Pick<AnomaliesCardProps, "anomalies" | "filters" | "actions">;

function Dismissed({ anomalies, filters, actions }: DismissedProps) {
  if (anomalies.length === 0) return null;
  return (
    <div className="mt-4 text-sm">
      <h3 className="text-muted">Dismissed</h3>
      <ul aria-label="Dismissed" className="divide-y divide-line">
        {anomalies.map(({ day, dismissed, ...anomaly }) => (
          <li key={day} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-2">
            <p className="min-w-0 break-words">
              {dayLabel(day)}, {costLabel(anomaly)}: {dismissed?.reason}{" "}
              <span className="text-muted">{dismissed?.by}</span>
            </p>
            <RestoreButton day={day} name={dayLabel(day)} {...{ filters, actions }} />
          </li>
        ))}
      </ul>
    </div>
  );
}
