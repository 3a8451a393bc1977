import { ExportMenu } from "@/components/ui/export-menu";

const FILES = {
  suggestions: "the suggestions",
  spikes: "the answers behind",
  short: "the dearest short questions",
  long: "the longest requests",
  repeating: "the answers with most to cache",
  models: "the figures by model",
  weeks: "the weeks",
} as const;

/** A part of the page as a file. */
export function FileMenu({ of }: { of: keyof typeof FILES }) {
  const href = `/api/reports/diagnostics?of=${of}`;
  return <ExportMenu of={FILES[of]} csv={href} pdf={`${href}&as=pdf`} size="sm" />;
}
