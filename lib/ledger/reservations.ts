import { and, eq } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { newId } from "@/db/id";
import { reservations } from "@/db/schema";
import type { PicoUsd } from "@/lib/money";
import type { ClosedReservation } from "./types";

/** Holds an amount for an attempt. `occurredAt` decides the periods its cost will belong to. */
export async function createReservation(
  conn: Conn,
  hold: { attemptId: string; userId: string; amountPicoUsd: PicoUsd; occurredAt: Date },
): Promise<string> {
  const id = newId();
  await conn.insert(reservations).values({ id, ...hold, state: "pending" });
  return id;
}

/**
 * Ends the reservation of an attempt, once: null when it has ended already. Posted means that the attempt's
 * cost is recorded in the same transaction, voided that no call was made, expired that none is known of.
 */
export async function closeReservation(
  conn: Conn,
  attemptId: string,
  state: "posted" | "voided" | "expired",
): Promise<ClosedReservation | null> {
  const [closed] = await conn
    .update(reservations)
    .set({ state, closedAt: new Date() })
    .where(and(eq(reservations.attemptId, attemptId), eq(reservations.state, "pending")))
    .returning({
      id: reservations.id,
      amountPicoUsd: reservations.amountPicoUsd,
      occurredAt: reservations.occurredAt,
    });
  return closed ?? null;
}
