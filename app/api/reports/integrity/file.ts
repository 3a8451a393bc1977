import { verifiedWords } from "@/components/admin/integrity/chain-verdict";
import { CHECKS } from "@/components/admin/integrity/words";
import { type PicoUsd, toDecimalUsd } from "@/lib/money";
import type { CsvCell, IntegrityCheck, SheetColumn } from "@/lib/reports";
import type { ListFile } from "../list-answer";

type Row = {
  check: string;
  about: string;
  isSound: boolean;
  /** How many rows are wrong behind the first one nobody can know. */
  wrong: number | null;
  driftPicoUsd: PicoUsd | null;
  detail: string | null;
};

const COLUMNS: SheetColumn<Row>[] = [
  { name: "check", read: ({ check }) => check, paper: { label: "Check", share: 0.12 } },
  { name: "about", read: ({ about }) => about, paper: { label: "What is checked", share: 0.3, lines: 2 } },
  {
    ...{ name: "outcome", read: ({ isSound }) => (isSound ? "sound" : "wrong") },
    paper: { label: "Outcome", share: 0.08 },
  },
  {
    name: "rows_wrong",
    read: ({ wrong }) => wrong,
    paper: { label: "Rows wrong", share: 0.09, numeric: true },
  },
  {
    ...{ name: "difference_usd", read: ({ driftPicoUsd }) => driftCell(driftPicoUsd) },
    paper: { label: "Difference, $", share: 0.13, numeric: true },
  },
  { name: "detail", read: ({ detail }) => detail, paper: { label: "Detail", share: 0.28, lines: 5 } },
];

/** A line for each check of the ledger, and one for the audit log. Amounts are exact, in decimal dollars. */
export function integrityFile({ checkedAt, ledger, chain }: IntegrityCheck): ListFile<Row> {
  const columns: SheetColumn<Row>[] = [{ name: "checked_at", read: () => checkedAt }, ...COLUMNS];
  return {
    ...{ name: "purser-integrity", title: "Checks of the ledger and the audit log" },
    notes: [
      `Checked at ${checkedAt.toISOString().slice(0, 16).replace("T", " ")} UTC. A difference is in US dollars.`,
    ],
    sheet: { columns, rows: [[...ledger.checks.map(ledgerRow), chainRow(chain)]] },
  };
}

function ledgerRow({ name, wrong, driftPicoUsd }: IntegrityCheck["ledger"]["checks"][number]): Row {
  const { name: check, about, advice } = CHECKS[name];
  const isSound = wrong === 0;
  return { check, about, isSound, wrong, driftPicoUsd, detail: isSound ? null : advice };
}

function chainRow(chain: IntegrityCheck["chain"]): Row {
  const { broken } = chain;
  return {
    ...{ check: "Audit log", about: "each row follows from the one before", driftPicoUsd: null },
    ...(broken
      ? { isSound: false, wrong: null, detail: `#${broken.seq}: ${broken.why}` }
      : { isSound: true, wrong: 0, detail: verifiedWords(chain) }),
  };
}

function driftCell(driftPicoUsd: PicoUsd | null): CsvCell {
  return driftPicoUsd === null ? null : { decimal: toDecimalUsd(driftPicoUsd) };
}
