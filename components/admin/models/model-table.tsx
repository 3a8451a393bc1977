import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import { Parts } from "@/components/ui/parts";
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
import type { ModelPrices } from "@/lib/assistants/types";
import type { Price, PriceEntry } from "@/lib/pricing/types";
import { NARROW_ONLY, WIDE_ONLY } from "../budgets/wide";
import { ModelBulk, type PriceBulkActions } from "./model-bulk";
import { ModelMenu } from "./model-menu";
import { OPTIONS } from "./options-column";
import type { PriceActions } from "./types";
import {
  instantWords,
  perMillion,
  ratesWords,
  sinceWords,
  sourceWords,
  tierWords,
  windowWords,
} from "./words";

type ModelTableProps = {
  models: ModelPrices[];
  actions: PriceActions;
  bulk: PriceBulkActions;
  timeZone: string;
};

const COLUMNS = ["Input", "Cached", "Cache write", "Output", "Context"];

/** What each model costs per 1M tokens, where that comes from, and what it will cost. */
export function ModelTable({ models, actions, bulk, timeZone }: ModelTableProps) {
  return (
    <Selection rows={models.map(({ id }) => ({ id, name: id }))}>
      <ModelBulk actions={bulk} />
      <div className="@container">
        <Table label="Models and prices">
          <TableHead>
            <TableRow className="last:border-b">
              <SelectHeader />
              <TableHeader>Model</TableHeader>
              {COLUMNS.map((column) => (
                <TableHeader key={column} numeric className={WIDE_ONLY}>
                  {column}
                </TableHeader>
              ))}
              <TableHeader className={cn(WIDE_ONLY, "pl-6")}>Source</TableHeader>
              <OptionsHeader className={OPTIONS} />
            </TableRow>
          </TableHead>
          <TableBody>
            {models.map((model) => (
              <TableRow key={model.id}>
                <SelectCell id={model.id} name={model.id} />
                <TableCell className="@3xl:max-w-64">
                  <span className="wrap-anywhere font-medium">{model.model}</span>
                  <span className="block text-muted text-xs">{model.providerLabel}</span>
                  <NarrowPrice model={model} timeZone={timeZone} />
                </TableCell>
                {model.current ? (
                  <PriceCells price={model.current} timeZone={timeZone} next={model.planned[0]} />
                ) : (
                  <NoPriceCells model={model} timeZone={timeZone} />
                )}
                <TableCell numeric className={OPTIONS}>
                  <ModelMenu model={model} actions={actions} timeZone={timeZone} />
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </div>
    </Selection>
  );
}

/** All that the other columns say, for a page without room for them. */
function NarrowPrice({ model, timeZone }: { model: ModelPrices; timeZone: string }) {
  const { current, planned } = model;
  return (
    <div className={cn(NARROW_ONLY, "mt-1.5 text-sm")}>
      {current ? (
        <>
          <Parts parts={ratesWords(current).split(" · ")} className="tabular-nums" />
          {current.contextWindow !== null && (
            <p className="text-muted text-xs">{windowWords(current.contextWindow)} tokens of context</p>
          )}
          <Source price={current} timeZone={timeZone} />
        </>
      ) : (
        <NoPrice model={model} />
      )}
      {planned[0] && <NextPrice price={planned[0]} timeZone={timeZone} />}
    </div>
  );
}

type PriceCellsProps = { price: PriceEntry; next: PriceEntry | undefined; timeZone: string };

function PriceCells({ price, next, timeZone }: PriceCellsProps) {
  return (
    <>
      <RateCell>{perMillion(price.inputPicoUsd)}</RateCell>
      <RateCell>{perMillion(price.cachedInputPicoUsd)}</RateCell>
      <RateCell>{perMillion(price.cacheWritePicoUsd)}</RateCell>
      <RateCell>{perMillion(price.outputPicoUsd)}</RateCell>
      <TableCell numeric className={WIDE_ONLY}>
        {price.contextWindow === null ? (
          <span className="text-muted">unknown</span>
        ) : (
          windowWords(price.contextWindow)
        )}
      </TableCell>
      <TableCell className={cn(WIDE_ONLY, "min-w-52 pl-6")}>
        <Source price={price} timeZone={timeZone} />
        {next && <NextPrice price={next} timeZone={timeZone} />}
      </TableCell>
    </>
  );
}

function RateCell({ children }: { children: string }) {
  return (
    <TableCell numeric className={WIDE_ONLY}>
      {children}
    </TableCell>
  );
}

function Source({ price, timeZone }: { price: PriceEntry; timeZone: string }) {
  return (
    <>
      {price.source === "admin" ? <Badge tone="accent">{sourceWords(price)}</Badge> : sourceWords(price)}
      <Notes notes={[sinceWords(price, timeZone), ...tierWords(price)]} />
    </>
  );
}

function Notes({ notes }: { notes: (string | null)[] }) {
  return notes.map(
    (note) =>
      note && (
        <span key={note} className="block pt-0.5 text-muted text-xs">
          {note}
        </span>
      ),
  );
}

function NextPrice({ price, timeZone }: { price: Price; timeZone: string }) {
  return (
    <span className="block pt-0.5 text-warn text-xs">
      from {instantWords(price.effectiveFrom, timeZone)}: {perMillion(price.inputPicoUsd)} in,{" "}
      {perMillion(price.outputPicoUsd)} out
    </span>
  );
}

function NoPriceCells({ model, timeZone }: { model: ModelPrices; timeZone: string }) {
  const [next] = model.planned;
  return (
    <TableCell colSpan={6} className={cn(WIDE_ONLY, "pl-6")}>
      <NoPrice model={model} />
      {next && <NextPrice price={next} timeZone={timeZone} />}
    </TableCell>
  );
}

function NoPrice({ model }: { model: ModelPrices }) {
  const words: [ReactNode, string] = model.mayRunUnpriced
    ? [<Badge key="unpriced">Unpriced</Badge>, "runs without a known price; no budget in dollars stops it"]
    : [
        <Badge key="none" tone="warn">
          No price
        </Badge>,
        "is not called until it has one",
      ];
  return <span className="flex flex-wrap items-center gap-2 text-muted">{words}</span>;
}
