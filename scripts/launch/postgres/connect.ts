import { realpath } from "node:fs/promises";
import postgres from "postgres";
import { DATABASE_USER } from "./cluster";

const DATABASE = "purser";

export function urlOf(port: number, password: string, database = DATABASE): string {
  return `postgres://${DATABASE_USER}:${password}@127.0.0.1:${port}/${database}`;
}

/** Whether the server on that port answers with our password and serves this cluster. */
export async function serves(cluster: string, port: number, password: string): Promise<boolean> {
  const sql = connect(port, password);
  try {
    const [row] = await sql<{ directory: string }[]>`select current_setting('data_directory') as directory`;
    return row !== undefined && (await realpath(row.directory)) === (await realpath(cluster));
  } catch {
    return false;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

export async function ensureDatabase(port: number, password: string): Promise<void> {
  const sql = connect(port, password);
  try {
    const [found] = await sql`select 1 from pg_database where datname = ${DATABASE}`;
    if (!found) await sql.unsafe(`create database ${DATABASE}`);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

function connect(port: number, password: string) {
  const options = { max: 1, connect_timeout: 2, onnotice: () => undefined };
  return postgres(urlOf(port, password, "postgres"), options);
}
