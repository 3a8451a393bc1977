import { verifiedWords } from "@/components/admin/integrity/chain-verdict";
import { CHECKS } from "@/components/admin/integrity/words";
import { type PicoUsd, toDecimalUsd } from "@/lib/money";
import { type IntegrityCheck, type SheetColumn, sheetLines } from "@/lib/reports";

type Row = {
  check: string;
  about: string;
  isSound: boolean;
  /** How many rows are wrong behind the first one nobody can know. */
  wrong: number | null;
  driftPicoUsd: PicoUsd | null;
  detail: string | null;
};

/** A line for each check of the ledger, and one for the audit log. Amounts are exact, in decimal dollars. */
export function integrityFile({ checkedAt, ledger, chain }: IntegrityCheck): AsyncGenerator<string> {
  const columns: SheetColumn<Row>[] = [
    { name: "checked_at", read: () => checkedAt },
    { name: "check", read: ({ check }) => check },
    { name: "about", read: ({ about }) => about },
    { name: "outcome", read: ({ isSound }) => (isSound ? "sound" : "wrong") },
    { name: "rows_wrong", read: ({ wrong }) => wrong },
    {
      name: "difference_usd",
      read: ({ driftPicoUsd }) => (driftPicoUsd === null ? null : { decimal: toDecimalUsd(driftPicoUsd) }),
    },
    { name: "detail", read: ({ detail }) => detail },
  ];
  return sheetLines({ columns, rows: [[...ledger.checks.map(ledgerRow), chainRow(chain)]] });
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
