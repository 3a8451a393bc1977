import type { ProviderCard } from "@/components/admin/providers/types";
import { bookNamesOf } from "@/lib/pricing";
import type { ProviderFilter } from "@/lib/provider-keys";
import type { SheetColumn } from "@/lib/reports";
import { type ListFile, searchWords } from "../list-answer";

const PROBLEMS = { shadowed: "the environment has one of this name", unreadable: "the key cannot be read" };

const STATE_WORDS = { used: "in use", paused: "paused", failing: "failing" };

const COLUMNS: SheetColumn<ProviderCard>[] = [
  { name: "name", read: ({ name }) => name, paper: { label: "Name", share: 0.12, lines: 2 } },
  { name: "address", read: ({ baseUrl }) => baseUrl, paper: { label: "Address", share: 0.23, lines: 2 } },
  { name: "api", read: ({ dialect }) => dialect, paper: { label: "API", share: 0.09 } },
  {
    ...{ name: "set_by", read: ({ fromEnvironment }) => (fromEnvironment ? "environment" : "admin") },
    paper: { label: "Set by", share: 0.1 },
  },
  {
    ...{ name: "state", read: (card) => card.problem ?? standingOf(card) },
    paper: {
      ...{ label: "State", share: 0.12, lines: 3 },
      read: (card) => (card.problem ? PROBLEMS[card.problem] : standingOf(card)),
    },
  },
  { name: "paused_at", read: ({ pausedAt }) => pausedAt },
  {
    ...{ name: "failing_since", read: ({ failingSince }) => failingSince },
    paper: { label: "Failing since", share: 0.1, lines: 2 },
  },
  {
    ...{ name: "tested_at", read: ({ tested }) => tested?.at ?? null },
    paper: { label: "Tested", share: 0.1, lines: 2 },
  },
  { name: "test_worked", read: ({ tested }) => tested?.works ?? null },
  {
    ...{ name: "test_said", read: ({ tested }) => tested?.sentence ?? null },
    paper: { label: "What the test said", share: 0.14, lines: 4 },
  },
  { name: "priced_with", read: ({ name }) => bookNamesOf(name).join(" ") || null },
];

/** Providers. Of a key not even the end is said: a file goes to more people than the page does. */
export function providersFile(
  providers: ProviderCard[],
  { text, state }: ProviderFilter = {},
): ListFile<ProviderCard> {
  return {
    ...{ name: "purser-providers", title: "Providers", notes: ["Keys are in no file."] },
    only: () => [searchWords(text), state && STATE_WORDS[state]],
    sheet: { columns: COLUMNS, rows: [providers] },
  };
}

function standingOf({ pausedAt }: ProviderCard): string {
  return pausedAt ? "paused" : "in use";
}
