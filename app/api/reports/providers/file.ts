import type { ProviderCard } from "@/components/admin/providers/types";
import { bookNamesOf } from "@/lib/pricing";
import { type CsvCell, csvLine } from "@/lib/reports";

const COLUMNS: [string, (row: ProviderCard) => CsvCell][] = [
  ["name", ({ name }) => name],
  ["address", ({ baseUrl }) => baseUrl],
  ["api", ({ dialect }) => dialect],
  ["set_by", ({ fromEnvironment }) => (fromEnvironment ? "environment" : "admin")],
  ["state", ({ problem, pausedAt }) => problem ?? (pausedAt ? "paused" : "in use")],
  ["paused_at", ({ pausedAt }) => pausedAt],
  ["failing_since", ({ failingSince }) => failingSince],
  ["tested_at", ({ tested }) => tested?.at ?? null],
  ["test_worked", ({ tested }) => tested?.works ?? null],
  ["test_said", ({ tested }) => tested?.sentence ?? null],
  ["priced_with", ({ name }) => bookNamesOf(name).join(" ") || null],
];

/** Providers as lines. Of a key not even the end is said: a file goes to more people than the page does. */
export async function* providersFile(providers: readonly ProviderCard[]): AsyncGenerator<string> {
  yield csvLine(COLUMNS.map(([name]) => name));
  for (const provider of providers) yield csvLine(COLUMNS.map(([, read]) => read(provider)));
}
