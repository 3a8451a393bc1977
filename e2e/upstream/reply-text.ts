import { countTokens, splitTokens } from "@/lib/providers/demo/tokens";

const DEFAULT_REPLY = `Here is a **short plan** in three steps.

1. Read the numbers of last month.
2. Compare them with the budget.
3. Write down what changed, and why.

\`\`\`ts
export function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
\`\`\`

| step | who | when |
| --- | --- | --- |
| read | finance | Monday |
| compare | lead | Tuesday |

Tell me if you want the steps in more detail.
`;

const FILLER = "The numbers of this month follow those of the last one closely. ";

/** The answer when nothing else was registered: the same Markdown every time, or exactly `tokens` long. */
export function defaultReply(tokens: number | null): string {
  if (tokens === null) return DEFAULT_REPLY;
  const known = countTokens(DEFAULT_REPLY);
  const rounds = Math.max(0, Math.ceil((tokens - known) / countTokens(FILLER)));
  return splitTokens(DEFAULT_REPLY + FILLER.repeat(rounds))
    .slice(0, tokens)
    .join("");
}
