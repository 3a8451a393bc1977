import { desc, isNotNull, isNull } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { entries, integrityChecks } from "@/db/schema";
import { CHECK_NAMES, type CheckName } from "@/lib/ledger";
import type { Integrity, IntegrityCheck } from "../integrity-types";

/** The checks of the ledger, and the walk of the audit log. */
const STEPS = CHECK_NAMES.length + 1;

type Checks = Pick<Integrity, "check" | "isOutrun" | "running" | "brokeOffAt">;

/** What the last check found, and how far the one is that is under way. */
export async function readChecks(conn: Conn): Promise<Checks> {
  const [open] = await conn.select().from(integrityChecks).where(isNull(integrityChecks.finishedAt)).limit(1);
  const ended = conn
    .select()
    .from(integrityChecks)
    .orderBy(desc(integrityChecks.finishedAt), integrityChecks.id);
  const [last] = await ended.where(isNotNull(integrityChecks.finishedAt)).limit(1);
  const found = last?.verdict ? last : await readLastFound(conn);
  return {
    check: found ? toCheck(found) : null,
    isOutrun: found?.verdict?.entries === 0 && (await hasEntries(conn)),
    running: open ? { done: open.done, steps: STEPS } : null,
    brokeOffAt: last && !last.verdict ? last.finishedAt : null,
  };
}

async function hasEntries(conn: Conn): Promise<boolean> {
  const found = await conn.select({ id: entries.id }).from(entries).limit(1);
  return found.length > 0;
}

type Row = typeof integrityChecks.$inferSelect;

async function readLastFound(conn: Conn): Promise<Row | undefined> {
  const [row] = await conn
    .select()
    .from(integrityChecks)
    .where(isNotNull(integrityChecks.verdict))
    .orderBy(desc(integrityChecks.finishedAt), integrityChecks.id)
    .limit(1);
  return row;
}

function toCheck({ finishedAt, verdict }: Row): IntegrityCheck | null {
  if (!finishedAt || !verdict) return null;
  const { driftPicoUsd, checks, chain } = verdict;
  return {
    checkedAt: finishedAt,
    ledger: {
      entries: verdict.entries,
      driftPicoUsd: BigInt(driftPicoUsd),
      checks: checks.flatMap(({ name, wrong, driftPicoUsd }) =>
        isCheckName(name) ? [{ name, wrong, driftPicoUsd: BigInt(driftPicoUsd) }] : [],
      ),
    },
    chain,
  };
}

/** A release may have had others. */
function isCheckName(name: string): name is CheckName {
  return CHECK_NAMES.some((known) => known === name);
}
