import type { Conn } from "@/db/client";
import { BEFORE_THE_FIRST } from "./encode";
import type { ChainPlace, ChainReport } from "./types";
import { walkChain } from "./walk";

/**
 * Walks the whole chain and reckons every hash anew, outside the database that wrote them. Reads page by page, so
 * that rows may be added meanwhile. Whether rows were cut off at the end, or all were written anew, is only seen with
 * a `known` place that was noted elsewhere.
 */
export function verifyChain(conn: Conn, known?: ChainPlace): Promise<ChainReport> {
  return walkChain(conn, { verified: 0, head: BEFORE_THE_FIRST }, known);
}
