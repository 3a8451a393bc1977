import { AppError } from "@/lib/errors";
import type { PicoUsd } from "@/lib/money";

type Place = { costPicoUsd: PicoUsd; userId: string };

const CURSOR = /^(-?\d{1,30})~([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** Where a page of members ended, as text for an address. */
export function writeCursor({ costPicoUsd, userId }: Place): string {
  return `${costPicoUsd}~${userId}`;
}

/** Throws `invalid` for text that `writeCursor` cannot have made. */
export function parseCursor(cursor: string): Place {
  const [, cost, userId] = CURSOR.exec(cursor) ?? [];
  if (cost === undefined || userId === undefined) {
    throw new AppError("invalid", "This page of the list no longer exists. Start again from the first page.");
  }
  return { costPicoUsd: BigInt(cost), userId };
}
