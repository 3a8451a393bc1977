import { verifiedWords } from "@/components/admin/integrity/chain-verdict";
import { CHECKS } from "@/components/admin/integrity/words";
import type { ChainEndReport } from "@/lib/audit";
import { toDecimalUsd } from "@/lib/money";
import { type CsvCell, csvLine, type Integrity } from "@/lib/reports";

const COLUMNS = ["checked_at", "check", "about", "outcome", "rows_wrong", "difference_usd", "detail"];

/** A line for each check of the ledger, and one for the audit log. Amounts are exact, in decimal dollars. */
export async function* integrityFile(
  { readAt, ledger }: Pick<Integrity, "readAt" | "ledger">,
  chain: ChainEndReport,
): AsyncGenerator<string> {
  yield csvLine(COLUMNS);
  for (const { name, wrong, driftPicoUsd } of ledger.checks) {
    const { name: called, about, advice } = CHECKS[name];
    const found = [wrong, { decimal: toDecimalUsd(driftPicoUsd) }, wrong > 0 ? advice : null];
    yield csvLine([readAt, called, about, outcomeOf(wrong === 0), ...found]);
  }
  const about = "each row follows from the one before";
  yield csvLine([readAt, "Audit log", about, outcomeOf(chain.broken === null), ...chainCells(chain)]);
}

const outcomeOf = (isSound: boolean) => (isSound ? "sound" : "wrong");

/** How many rows are wrong behind the first one nobody can know. */
function chainCells(chain: ChainEndReport): CsvCell[] {
  const { broken } = chain;
  return broken ? [null, null, `#${broken.seq}: ${broken.why}`] : [0, null, verifiedWords(chain)];
}
