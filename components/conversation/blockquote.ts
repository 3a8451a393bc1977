/** Text as a Markdown quote, line by line. */
export function asQuote(text: string): string {
  const lines = text.trim().split("\n");
  return lines.map((line) => (line.trim() === "" ? ">" : `> ${line.trimEnd()}`)).join("\n");
}

/** A draft with a quote at its end and room to answer it. */
export function withQuote(draft: string, text: string): string {
  const before = draft.trimEnd();
  return `${before ? `${before}\n\n` : ""}${asQuote(text)}\n\n`;
}
