/**
 * The database driver fails where nobody can catch it when a connection breaks at the wrong moment: it writes to a
 * socket that is gone (porsager/postgres#1154), and does not await its own first query. Our part of the run goes on
 * then and asks again after a while; any other error that nobody catches ends it.
 */
export function surviveDriver(): void {
  process.on("uncaughtException", (error) => {
    if (isNullSocket(error) || isFirstQuery(error)) return;
    console.error(error);
    process.exit(1);
  });
}

function isNullSocket(error: unknown): boolean {
  return error instanceof TypeError && /postgres[\\/]\S*connection\.js/.test(error.stack ?? "");
}

/** With which the driver asks for the types of arrays, on each new connection. */
function isFirstQuery(error: unknown): boolean {
  return error instanceof Error && "query" in error && /from pg_catalog\.pg_type/.test(String(error.query));
}

/** Fails when the work takes longer: a query whose connection broke so is never answered. */
export async function within<T>(timeoutMs: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`No answer within ${timeoutMs} ms.`)), timeoutMs);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
