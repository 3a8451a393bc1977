import { eq, sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { reservations } from "@/db/schema";
import type { PicoUsd } from "@/lib/money";
import { sumPicoUsd } from "./sums";

/** What is held now for the calls that are not settled yet. */
export async function readCommitted(conn: Conn): Promise<{ reservations: number; amountPicoUsd: PicoUsd }> {
  const [row] = await conn
    .select({
      reservations: sql<number>`count(*)`.mapWith(Number),
      amountPicoUsd: sumPicoUsd(reservations.amountPicoUsd),
    })
    .from(reservations)
    .where(eq(reservations.state, "pending"));
  return row ?? { reservations: 0, amountPicoUsd: 0n };
}
