import { AppError } from "@/lib/errors";
import { BEYOND, UPLOADS_AT_ONCE_MAX } from "./limits";

/** How many uploads of each member go on at this moment, in this process. */
const underWay = new Map<string, number>();

/** Does the work of an upload of a member's. Throws `conflict` where as many as may go on at once do so. */
export async function fewAtOnce<T>(userId: string, work: () => Promise<T>): Promise<T> {
  const others = underWay.get(userId) ?? 0;
  if (others >= UPLOADS_AT_ONCE_MAX) throw new AppError("conflict", BEYOND.atOnce);
  underWay.set(userId, others + 1);
  try {
    return await work();
  } finally {
    const left = (underWay.get(userId) ?? 0) - 1;
    if (left > 0) underWay.set(userId, left);
    else underWay.delete(userId);
  }
}
