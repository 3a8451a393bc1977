import { getDb } from "@/db/client";
import { throughRestart } from "@/db/through-restart";
import { AppError } from "@/lib/errors";
import { findApiKeyCaller } from "@/lib/org";
import type { ProgramCtx } from "@/lib/org/types";

const NO_KEY = "No API key was sent. Send one as the header Authorization: Bearer pk_…";
const WRONG_KEY =
  "This API key does not work: it is mistyped or revoked, or its member is disabled. Make a new one under Settings.";

/** For the routes of programs: who the request's API key speaks for, read from the database. Throws `unauthenticated`. */
export async function getProgramCtx(request: Request): Promise<ProgramCtx> {
  const key = /^Bearer\s+(\S+)$/i.exec(request.headers.get("authorization")?.trim() ?? "")?.[1];
  if (!key) throw new AppError("unauthenticated", NO_KEY);
  const db = getDb();
  const caller = await throughRestart(() => findApiKeyCaller(db, key));
  if (!caller) throw new AppError("unauthenticated", WRONG_KEY);
  return { db, ...caller };
}
