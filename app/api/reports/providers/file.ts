import type { ProviderCard } from "@/components/admin/providers/types";
import { bookNamesOf } from "@/lib/pricing";
import { type SheetColumn, sheetLines } from "@/lib/reports";

const COLUMNS: SheetColumn<ProviderCard>[] = [
  { name: "name", read: ({ name }) => name },
  { name: "address", read: ({ baseUrl }) => baseUrl },
  { name: "api", read: ({ dialect }) => dialect },
  { name: "set_by", read: ({ fromEnvironment }) => (fromEnvironment ? "environment" : "admin") },
  { name: "state", read: ({ problem, pausedAt }) => problem ?? (pausedAt ? "paused" : "in use") },
  { name: "paused_at", read: ({ pausedAt }) => pausedAt },
  { name: "failing_since", read: ({ failingSince }) => failingSince },
  { name: "tested_at", read: ({ tested }) => tested?.at ?? null },
  { name: "test_worked", read: ({ tested }) => tested?.works ?? null },
  { name: "test_said", read: ({ tested }) => tested?.sentence ?? null },
  { name: "priced_with", read: ({ name }) => bookNamesOf(name).join(" ") || null },
];

/** Providers as lines. Of a key not even the end is said: a file goes to more people than the page does. */
export function providersFile(providers: ProviderCard[]): AsyncGenerator<string> {
  return sheetLines({ columns: COLUMNS, rows: [providers] });
}
