import postgres from "postgres";
import { LaunchFailure } from "./failure";

const OLDEST_VERSION = 150_000;
const CONNECT_TIMEOUT_S = 5;

const REASONS: Record<string, string> = {
  "28P01": "it rejects the user name or the password",
  "28000": "it does not let this user in",
  "3D000": "it has no database of that name",
  ECONNREFUSED: "nothing answers there",
  ENOTFOUND: "its name is not known",
  EAI_AGAIN: "its name is not known",
  CONNECT_TIMEOUT: "it does not answer",
};

/** Throws one plain sentence when the given server cannot be used. The address is shown without its password. */
export async function requireDatabase(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, connect_timeout: CONNECT_TIMEOUT_S, onnotice: () => undefined });
  try {
    const [row] = await sql<{ number: number; text: string }[]>`
      select current_setting('server_version_num')::int as number, current_setting('server_version') as text`;
    if (row && row.number < OLDEST_VERSION) {
      throw new LaunchFailure(
        `DATABASE_URL names a PostgreSQL ${row.text} server: Purser needs version 15 or later.`,
      );
    }
  } catch (error) {
    if (error instanceof LaunchFailure) throw error;
    throw new LaunchFailure(
      `The database at ${addressOf(url)} cannot be used, because ${reasonOf(error)}: check DATABASE_URL.`,
      { cause: error },
    );
  } finally {
    await sql.end({ timeout: 1 });
  }
}

function addressOf(url: string): string {
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return REASONS[code] ?? `the connection failed${code && ` (${code})`}`;
}
