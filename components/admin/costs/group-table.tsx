import type { Route } from "next";
import Link from "next/link";
import { Fragment } from "react";
import { type SeriesLook, SeriesSwatch, seriesLook } from "@/components/charts/series";
import { Card, CardHeader } from "@/components/ui/card";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { Amount } from "@/components/usage/amount";
import { isUnpriced } from "@/components/usage/is-unpriced";
import { KnownCost } from "@/components/usage/known-cost";
import { columnDigits, type PicoUsd, type UsdDigits } from "@/lib/money";
import { formatPercent } from "@/lib/percent";
import type { CostGroup, CostKey, CostPart, Costs } from "@/lib/reports/types";
import { DeltaWords } from "./delta-words";
import { permilleWords, sharePermille } from "./figures";
import { looksOf } from "./looks";
import { beforeWords, GROUP_WORDS, namesOf } from "./words";

type GroupTableProps = {
  costs: Costs;
  compares: boolean;
  /** Where each group is shown alone; null for what cannot be. */
  hrefs: ReadonlyMap<string, Route>;
};

/** The groups with what each cost, its share and its parts. */
export function GroupTable({ costs, compares, hrefs }: GroupTableProps) {
  const { group, subgroup, keys, total } = costs;
  const title = `By ${group}${subgroup ? ` and ${subgroup}` : ""}`;
  const names = namesOf(group, keys);
  const looks = looksOf(costs);
  const digits = columnDigits(keys.map(({ costPicoUsd }) => costPicoUsd));
  return (
    <Card>
      <CardHeader title={title} description={compares && `Days before: ${beforeWords(costs)}`} />
      <Table label={title}>
        <TableHead>
          <TableRow className="last:border-b">
            <TableHeader>{GROUP_WORDS[group]}</TableHeader>
            <TableHeader numeric>Cost</TableHeader>
            <TableHeader numeric>Share</TableHeader>
            {compares && <TableHeader numeric>Days before</TableHeader>}
            <TableHeader numeric>Answers</TableHeader>
            <TableHeader numeric>Calls</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {keys.map((key, rank) => (
            <Fragment key={key.key}>
              <TableRow>
                <TableCell>
                  <GroupName
                    name={names.get(key.key) ?? key.key}
                    id={`group-${rank}`}
                    look={costs.combinations ? null : looks.get(key.key)}
                    href={hrefs.get(key.key)}
                  />
                </TableCell>
                <Figures sum={key} of={total.costPicoUsd} {...{ digits, compares }} />
              </TableRow>
              {subgroup && <PartRows of={key} {...{ costs, looks, rank, subgroup, digits, compares }} />}
            </Fragment>
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}

type PartRowsProps = {
  of: CostKey;
  rank: number;
  costs: Costs;
  looks: ReadonlyMap<string, SeriesLook>;
  subgroup: CostGroup;
  digits: UsdDigits;
  compares: boolean;
};

function PartRows({ of, rank, costs, looks, subgroup, digits, compares }: PartRowsProps) {
  const names = namesOf(subgroup, of.parts);
  return of.parts.map((part, place) => (
    <TableRow key={part.key} className="text-muted">
      <TableCell className="py-1 pl-5 first:pl-5">
        <span className="flex max-w-72 items-center gap-2">
          {costs.combinations && (
            <SeriesSwatch id={`part-${rank}-${place}`} look={lookOf(costs, looks, [of.key, part.key])} />
          )}
          <span className="truncate">{names.get(part.key)}</span>
        </span>
      </TableCell>
      <Figures sum={part} of={of.costPicoUsd} {...{ digits, compares }} isPart />
    </TableRow>
  ));
}

/** As the chart shows the combination, which may be among its others. */
function lookOf(
  { combinations }: Costs,
  looks: ReadonlyMap<string, SeriesLook>,
  [groupKey, partKey]: [string, string],
): SeriesLook {
  const found = combinations?.keys.find((one) => one.groupKey === groupKey && one.partKey === partKey);
  return looks.get(found?.key ?? "*") ?? seriesLook("*", 0);
}

type GroupNameProps = {
  name: string;
  id: string;
  /** As in the chart; none where the chart divides it further. */
  look: SeriesLook | null | undefined;
  href: Route | undefined;
};

function GroupName({ name, id, look, href }: GroupNameProps) {
  return (
    <span className="flex min-w-36 max-w-72 items-center gap-2">
      {look && <SeriesSwatch id={id} look={look} />}
      {href ? (
        <Link href={href} scroll={false} className="truncate hover:underline">
          {name}
        </Link>
      ) : (
        <span className="truncate">{name}</span>
      )}
    </span>
  );
}

type FiguresProps = {
  sum: CostKey | CostPart;
  of: PicoUsd;
  digits: UsdDigits;
  compares: boolean;
  isPart?: boolean;
};

function Figures({ sum, of, digits, compares, isPart = false }: FiguresProps) {
  const { unpriced = 0 } = sum;
  const share = sharePermille(sum.costPicoUsd, of);
  const styles = isPart ? "py-1" : "";
  return (
    <>
      <TableCell numeric className={styles}>
        <KnownCost sum={sum} unpriced={unpriced} digits={digits} />
      </TableCell>
      <TableCell numeric className={styles}>
        {isUnpriced(sum, unpriced) ? "–" : shareWords(share, sum.costPicoUsd)}
      </TableCell>
      {compares && (
        <TableCell numeric className={styles}>
          {"beforePicoUsd" in sum && (
            <Before now={sum.costPicoUsd} before={sum.beforePicoUsd} digits={digits} />
          )}
        </TableCell>
      )}
      <TableCell numeric className={styles}>
        {sum.answers.toLocaleString("en-US")}
      </TableCell>
      <TableCell numeric className={styles}>
        {sum.calls.toLocaleString("en-US")}
      </TableCell>
    </>
  );
}

function Before({ now, before, digits }: { now: PicoUsd; before: PicoUsd; digits: UsdDigits }) {
  return (
    <span className="inline-flex gap-2 whitespace-nowrap">
      <Amount value={before} digits={digits} />
      <DeltaWords now={now} before={before} />
    </span>
  );
}

function shareWords(permille: number | null, part: PicoUsd): string {
  if (permille === null) return "–";
  return permille === 0 && part > 0n ? formatPercent("<0.1") : permilleWords(permille);
}
