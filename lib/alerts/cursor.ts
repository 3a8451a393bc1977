import { AppError } from "@/lib/errors";

type Place = { deliveredAt: Date; alertId: string };

const CURSOR = /^(\d{1,15})~([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** Where a page of alerts ended, as text for an address. */
export function writeCursor({ deliveredAt, alertId }: Place): string {
  return `${deliveredAt.getTime()}~${alertId}`;
}

/** Throws `invalid` for text that `writeCursor` cannot have made. */
export function parseCursor(cursor: string): Place {
  const [, time, alertId] = CURSOR.exec(cursor) ?? [];
  const deliveredAt = new Date(Number(time));
  if (alertId === undefined || Number.isNaN(deliveredAt.getTime())) {
    throw new AppError("invalid", "This page of the list no longer exists. Start again from the first page.");
  }
  return { deliveredAt, alertId };
}
