import type { Tokenizer } from "./tokenizer";

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

/** The answer when nothing else was registered: the same Markdown every time, or as many tokens as asked. */
export function defaultReply(tokens: number | null, { split }: Tokenizer): string {
  if (tokens === null) return DEFAULT_REPLY;
  const known = split(DEFAULT_REPLY).length;
  // One more, since a text of two parts can have a token less than its parts.
  const rounds = tokens <= known ? 0 : Math.ceil((tokens - known) / (split(FILLER).length - 1)) + 1;
  return split(DEFAULT_REPLY + FILLER.repeat(rounds))
    .slice(0, tokens)
    .join("");
}
