import { counted } from "@/components/charts/words";
import { formatUsd } from "@/lib/money";
import { formatPercent } from "@/lib/percent";
import type { Elsewhere, Suggestion } from "@/lib/reports/types";

/** "12 members use gpt-4o for short questions: on gpt-4o-mini they would have cost $31.00 less in 30 days." */
export function suggestionWords({ kind, model, members, answers, savedPicoUsd, to }: Suggestion): string {
  const saved = formatUsd(savedPicoUsd);
  switch (kind) {
    case "short_questions":
      return `${counted(members, "member")} used ${model} for ${counted(answers, "short question")}: on ${to && elsewhereWords(to)} they would have cost ${saved} less in 30 days.`;
    case "nothing_cached":
      return `Threads on ${model} sent again what no cache kept: up to ${saved} less in 30 days if it had.`;
    case "long_inputs":
      return `${counted(answers, "answer")} on ${model} had a long history: up to ${saved} less in 30 days if it had been cut.`;
  }
}

/** "gpt-4o-mini, which no provider offers at present,". */
function elsewhereWords({ model, isOffered }: Pick<Elsewhere, "model" | "isOffered">): string {
  return isOffered ? model : `${model}, which no provider offers at present,`;
}

/** "42%", "<1%" for what is not nothing, and a dash where there is nothing to divide. */
export function shareWords(part: number, whole: number): string {
  if (whole === 0) return "–";
  const percent = (part / whole) * 100;
  return part > 0 && percent < 1 ? formatPercent("<1") : formatPercent(Math.floor(percent));
}
