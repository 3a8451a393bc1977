import type { Tx } from "@/db/client";
import { newId } from "@/db/id";
import { auditEntries } from "@/db/schema";
import type { Details, Facts, Told, Who } from "./types";

/**
 * Appends to the audit log within the act's own transaction: both are there or neither. What is undefined is
 * left out of `before` and `after`. Locks nothing; the chain is closed by the database as the transaction commits.
 */
export async function recordAct(tx: Tx, who: Who, { act, subject, before, after }: Told): Promise<void> {
  const [was, is] = [read(before), read(after)];
  await tx.insert(auditEntries).values({
    ...{ id: newId(), act, ...writeWho(who) },
    ...{ subjectKind: subject.kind, subjectId: subject.id, subjectName: subject.name },
    ...{ before: was, after: is },
  });
}

function writeWho({ userId, via }: Who) {
  return via ? { userId: null, via } : { userId, via: null };
}

function read(facts: Facts | null | undefined): Details | null {
  if (!facts) return null;
  const details: Details = {};
  for (const [key, value] of Object.entries(facts)) if (value !== undefined) details[key] = write(value);
  return details;
}

function write(value: Exclude<Facts[string], undefined>): Details[string] {
  if (typeof value === "bigint") return String(value);
  return value instanceof Date ? value.toISOString() : value;
}
