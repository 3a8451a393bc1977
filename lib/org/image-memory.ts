import { getDb } from "@/db/client";
import { organisations } from "@/db/schema";
import { log } from "@/lib/log";
import { rememberFor } from "./remember";

/** So long another process may go on with what it knew. */
const KEPT_MS = 10_000;
/** A page does not wait longer for a database that does not answer; it then shows no pictures. */
const WAIT_MS = 1_000;

const HOST = /^(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)+$/;

type Shared = { purserImageHosts?: ReturnType<typeof rememberFor<readonly string[]>> };
/** The proxy and the pages are built apart and run in one process. */
const shared = globalThis as Shared;

/**
 * The hosts whose pictures pages may show now, without a query but for one in ten seconds. None where the database
 * does not answer: a page without pictures is whole, and one that asks a host that is not allowed any more is not.
 */
export async function currentImageHosts(): Promise<readonly string[]> {
  shared.purserImageHosts ??= rememberFor({ read, keptMs: KEPT_MS, waitMs: WAIT_MS, instead: [], now });
  return shared.purserImageHosts.get();
}

/** For the process in which they were changed: the next page knows it. */
export function forgetImageHosts(): void {
  shared.purserImageHosts?.forget();
}

const now = () => performance.now();

/** What stands in a policy is held to its form once more: a row can be written by hand. */
async function read(): Promise<readonly string[]> {
  try {
    const [row] = await getDb().select({ hosts: organisations.imageHosts }).from(organisations).limit(1);
    return (row?.hosts ?? []).filter((host) => HOST.test(host));
  } catch (error) {
    log.warn({ err: error }, "image hosts could not be read");
    return [];
  }
}
