"use client";

import { Plus, X } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import type { Tier } from "@/lib/pricing/types";
import { typedPerMillion } from "./words";

type TypedTier = Record<(typeof COLUMNS)[number]["key"], string>;
type Row = TypedTier & { key: number };

const COLUMNS = [
  { key: "fromInputTokens", label: "From tokens", inputMode: "numeric" },
  { key: "inputPicoUsd", label: "Input", inputMode: "decimal" },
  { key: "cachedInputPicoUsd", label: "Cached", inputMode: "decimal" },
  { key: "cacheWritePicoUsd", label: "Write", inputMode: "decimal" },
  { key: "outputPicoUsd", label: "Output", inputMode: "decimal" },
] as const;

const EMPTY: TypedTier = {
  fromInputTokens: "",
  inputPicoUsd: "",
  cachedInputPicoUsd: "",
  cacheWritePicoUsd: "",
  outputPicoUsd: "",
};

/** What long contexts cost, a row for each step; sent as one field of JSON, as typed. */
export function TierFields({ tiers, error }: { tiers: Tier[]; error: string | undefined }) {
  const [rows, setRows] = useState(() => tiers.map(toRow));
  const [added, setAdded] = useState(tiers.length);

  function change(key: number, typed: Partial<TypedTier>) {
    setRows(rows.map((row) => (row.key === key ? { ...row, ...typed } : row)));
  }
  function add() {
    setRows([...rows, { ...EMPTY, key: added }]);
    setAdded(added + 1);
  }

  return (
    <fieldset className="space-y-2">
      <legend className="font-medium text-sm">Long contexts</legend>
      <input type="hidden" name="tiers" value={JSON.stringify(rows.map(({ key: _, ...tier }) => tier))} />
      {rows.length > 0 && (
        <div className="grid grid-cols-[1.4fr_1fr_1fr_1fr_1fr_auto] items-center gap-1.5">
          {COLUMNS.map(({ key, label }) => (
            <span key={key} aria-hidden className="text-muted text-xs">
              {label}
            </span>
          ))}
          <span />
          {rows.map((row, n) => (
            <TierRow
              key={row.key}
              place={n + 1}
              row={row}
              isRefused={error !== undefined}
              onChange={(typed) => change(row.key, typed)}
              onRemove={() => setRows(rows.filter(({ key }) => key !== row.key))}
            />
          ))}
        </div>
      )}
      {error && <p className="text-bad text-sm">{error}</p>}
      <Button variant="ghost" size="sm" className="-ml-3" onClick={add}>
        <Plus aria-hidden />
        Add a long-context price
      </Button>
    </fieldset>
  );
}

type TierRowProps = {
  place: number;
  row: Row;
  isRefused: boolean;
  onChange: (typed: Partial<TypedTier>) => void;
  onRemove: () => void;
};

function TierRow({ place, row, isRefused, onChange, onRemove }: TierRowProps) {
  return (
    <>
      {COLUMNS.map(({ key, label, inputMode }) => (
        <Input
          key={key}
          aria-label={`${label}, step ${place}`}
          {...(isRefused ? { "aria-invalid": true } : {})}
          inputMode={inputMode}
          autoComplete="off"
          value={row[key]}
          onChange={(event) => onChange({ [key]: event.target.value })}
          className="h-9 px-2 text-sm tabular-nums"
        />
      ))}
      <button
        type="button"
        aria-label={`Remove step ${place}`}
        onClick={onRemove}
        className="inline-flex size-8 items-center justify-center rounded-control text-muted hover:bg-hover hover:text-ink"
      >
        <X aria-hidden className="size-4" />
      </button>
    </>
  );
}

function toRow(tier: Tier, key: number): Row {
  return {
    key,
    fromInputTokens: String(tier.fromInputTokens),
    inputPicoUsd: typedPerMillion(tier.inputPicoUsd),
    cachedInputPicoUsd: typedPerMillion(tier.cachedInputPicoUsd),
    cacheWritePicoUsd: typedPerMillion(tier.cacheWritePicoUsd),
    outputPicoUsd: typedPerMillion(tier.outputPicoUsd),
  };
}
