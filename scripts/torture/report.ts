import { formatTable } from "../../bench/table";

/** One promise, what was measured, and whether it was kept. */
export type Verdict = {
  name: string;
  value: string;
  limit: string;
  kept: boolean;
  /** What broke it, in sentences; the first few. */
  evidence: string[];
};

export type Report = {
  seed: number;
  /** Of the whole schedule: equal where the same was done. */
  schedule: string;
  seconds: number;
  instances: number;
  dialect: string;
  /** Messages sent by what became of them, and by the door they went through. */
  messages: { byAnswer: Record<string, number>; byDoor: Record<string, number> };
  runsByStatus: Record<string, number>;
  /** How often each fault came; weather by connections it fell on. */
  faults: Record<string, number>;
  /** What a promise allows and is worth knowing. */
  notes: Record<string, string>;
  verdicts: Verdict[];
  kept: boolean;
};

const EVIDENCE_MAX = 5;

export function verdict(
  name: string,
  { value, limit }: { value: number; limit: number },
  evidence: string[] = [],
): Verdict {
  return toVerdict(name, { value: String(value), limit: String(limit), kept: value <= limit }, evidence);
}

export function toVerdict(
  name: string,
  measured: Pick<Verdict, "value" | "limit" | "kept">,
  evidence: string[] = [],
): Verdict {
  return { name, ...measured, evidence: measured.kept ? [] : evidence.slice(0, EVIDENCE_MAX) };
}

/** The report for a person. */
export function describeReport(report: Report): string {
  const { messages, runsByStatus, faults, notes, verdicts } = report;
  const rows = verdicts.map(({ name, value, limit, kept }) => [
    `${kept ? "✓" : "✗"} ${name}`,
    value,
    `≤ ${limit}`,
  ]);
  const broken = verdicts.flatMap(({ name, evidence }) =>
    evidence.map((sentence) => `  ${name}: ${sentence}`),
  );
  return [
    `Messages: ${listCounts(messages.byAnswer)} (${listCounts(messages.byDoor)})`,
    `Runs: ${listCounts(runsByStatus)}`,
    `Faults: ${listCounts(faults)}`,
    ...Object.entries(notes).map(([name, note]) => `${name}: ${note}`),
    formatTable(rows),
    ...broken,
  ].join("\n");
}

function listCounts(counts: Record<string, number>): string {
  return Object.entries(counts)
    .map(([name, count]) => `${count} ${name.replaceAll("_", " ")}`)
    .join(", ");
}
