import { createHash } from "node:crypto";
import { getToken } from "next-auth/jwt";

/** Who a session token is for, and until when. Whether the session still holds is the database's to say. */
export type Session = { userId: string; sessionEpoch: number };

type Read = { session: Session; expiresAtMs: number };

const KEPT_MAX = 5_000;
/** By a digest, so that no token lies about in memory. Opening one costs more than all else that a request asks. */
const kept = new Map<string, Read>();

/** Opens a session cookie; null for one that is broken, foreign or over. */
export async function readSession(
  cookie: string,
  { secret, isSecure }: { secret: string; isSecure: boolean },
): Promise<Session | null> {
  const key = createHash("sha256").update(`${secret}\n${isSecure}\n${cookie}`).digest("base64");
  const known = kept.get(key);
  if (known) return known.expiresAtMs > Date.now() ? known.session : null;
  const token = await getToken({ req: { headers: new Headers({ cookie }) }, secret, secureCookie: isSecure });
  if (!token?.sub || typeof token.sessionEpoch !== "number" || !token.exp) return null;
  const session = { userId: token.sub, sessionEpoch: token.sessionEpoch };
  keep(key, { session, expiresAtMs: token.exp * 1_000 });
  return session;
}

function keep(key: string, read: Read): void {
  const [oldest] = kept.keys();
  if (oldest !== undefined && kept.size >= KEPT_MAX) kept.delete(oldest);
  kept.set(key, read);
}
