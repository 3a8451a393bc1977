import type { Conn, Tx } from "@/db/client";

/** Reads several sums that must be of one moment. */
export function inSnapshot<T>({ db }: { db: Conn }, work: (tx: Tx) => Promise<T>): Promise<T> {
  return db.transaction(work, { isolationLevel: "repeatable read", accessMode: "read only" });
}
