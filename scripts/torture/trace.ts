import { copyFile, mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { BookView } from "@/e2e/upstream/book";
import type { World } from "./world";

const TABLES = [
  "runs",
  "attempts",
  "reservations",
  "entries",
  "budgets",
  "budget_periods",
  "reservation_budgets",
  "torture.admissions",
];

/** Writes down what happened, for whoever looks for the reason of a broken promise. */
export async function keepTrace(world: World, book: BookView, folder: string): Promise<void> {
  const place = join(folder, `seed-${world.schedule.seed}`);
  await mkdir(place, { recursive: true });
  await writeLines(join(place, "sent.jsonl"), world.sent);
  await writeLines(join(place, "faults.jsonl"), world.timeline.happened());
  await writeLines(join(place, "upstream.jsonl"), book.calls);
  for (const table of TABLES) {
    await writeLines(join(place, `${table}.jsonl`), await world.db.execute(`select * from ${table}`));
  }
  const { dataDir } = world.server;
  const logs = (await readdir(dataDir)).filter((name) => name.endsWith(".log"));
  for (const log of logs) await copyFile(join(dataDir, log), join(place, log));
}

function writeLines(file: string, rows: readonly object[]): Promise<void> {
  const toText = (_: string, value: unknown) => (value instanceof Set ? [...value] : value);
  return writeFile(file, rows.map((row) => `${JSON.stringify(row, toText)}\n`).join(""));
}
