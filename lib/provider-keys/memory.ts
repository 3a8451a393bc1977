import { and, isNull } from "drizzle-orm";
import { getDb } from "@/db/client";
import { storedProviders } from "@/db/schema";
import { log } from "@/lib/log";
import { rememberFor } from "@/lib/org";
import { listProviders } from "@/lib/providers";
import type { Provider } from "@/lib/providers/types";
import { PROVIDERS_MAX } from "./input";
import { toProvider } from "./row";

/** So long another process may go on with what it knew. */
const KEPT_MS = 1_000;
/** Whoever waits for a database that does not answer learns of it by the next query. */
const WAIT_MS = 1_000;

type Shared = { purserProviders?: ReturnType<typeof remembered> };
/** Pages and actions are built apart and run in one process. */
const shared = globalThis as Shared;

/**
 * The providers that may be called now: the environment's, those that admins added and nobody paused, and the
 * demo model last. Asks the
 * database at most once a second; while it does not answer, what was known before holds.
 */
export async function listCallable(): Promise<Provider[]> {
  shared.purserProviders ??= remembered();
  const fixed = listProviders();
  const added = await shared.purserProviders.get();
  const others = added.filter((one) => !fixed.some(({ id }) => id === one.id));
  const real = fixed.filter(({ simulated }) => !simulated);
  return [...real, ...others, ...fixed.filter(({ simulated }) => simulated)];
}

/** For the process in which they were changed: the next call knows it. */
export function forgetProviders(): void {
  shared.purserProviders?.forget();
}

function remembered() {
  const known: Provider[] = [];
  return rememberFor({ read, keptMs: KEPT_MS, waitMs: WAIT_MS, instead: known, now });

  async function read(): Promise<Provider[]> {
    try {
      const rows = await getDb()
        .select()
        .from(storedProviders)
        .where(and(isNull(storedProviders.removedAt), isNull(storedProviders.pausedAt)))
        .orderBy(storedProviders.createdAt, storedProviders.id)
        .limit(PROVIDERS_MAX * 2);
      // In place: it is also what is answered while a later reading takes too long.
      known.splice(0, known.length, ...rows.map(toProvider).filter((provider) => provider !== null));
    } catch (error) {
      log.warn({ err: error }, "the providers could not be read");
    }
    return [...known];
  }
}

const now = () => performance.now();
