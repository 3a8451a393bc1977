import { createHash } from "node:crypto";

/** A row exactly as it is stored, every value as Postgres writes it. */
export type StoredRow = {
  seq: string | null;
  id: string;
  /** Microseconds since 1970. */
  occurred_us: string;
  user_id: string | null;
  via: string | null;
  act: string;
  subject_kind: string;
  subject_id: string | null;
  subject_name: string | null;
  before: string | null;
  after: string | null;
  previous_hash: string | null;
  hash: string | null;
};

/** What the first row follows. */
export const BEFORE_THE_FIRST = "0".repeat(64);

/**
 * The hash that a row must have behind the one with `previousHash`, in hexadecimal. Each value is written with its
 * length in bytes in front (`3:abc,`), a missing one as `-,`, so that no two rows have one encoding.
 */
export function hashOf(row: StoredRow, previousHash: string): string {
  const values = [
    ...[previousHash, row.seq, row.id, row.occurred_us, row.user_id, row.via, row.act],
    ...[row.subject_kind, row.subject_id, row.subject_name, row.before, row.after],
  ];
  return createHash("sha256").update(values.map(field).join("")).digest("hex");
}

function field(value: string | null): string {
  return value === null ? "-," : `${Buffer.byteLength(value)}:${value},`;
}
