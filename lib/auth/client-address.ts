/**
 * The visitor's address for limiting attempts, or null. The last entry of X-Forwarded-For is the one written by
 * the nearest proxy (or by the server itself without one); those before it can be invented by the visitor.
 */
export function clientAddress(headers: Headers): string | null {
  return headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() || null;
}
