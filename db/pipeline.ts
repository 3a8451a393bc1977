import type { SQL } from "drizzle-orm";
import type { Conn } from "./client";

type Row = Record<string, unknown>;

/**
 * Sends statements one right behind the other, in this order, without waiting for the answers in between, and gives
 * the rows of each, as raw as the driver has them: bigints and instants are text. One round trip in a transaction;
 * outside of one the statements may run on several connections at once.
 */
export function pipeline<T extends readonly Row[]>(
  tx: Conn,
  statements: readonly [...{ [N in keyof T]: SQL }],
): Promise<{ [N in keyof T]: T[N][] }> {
  const sent = statements.map((statement) => tx.execute(statement));
  return Promise.all(sent) as Promise<{ [N in keyof T]: T[N][] }>;
}
