type Node = {
  type: string;
  children?: Node[];
  data?: { hProperties?: { className?: string[] } };
};

/** Code, which is left alone, or a formula in the marks that models use. Every repetition has an end. */
const PIECES = new RegExp(
  [
    /(?<fence>^[ \t>]*(?<ticks>`{3,}|~{3,})[^\n]*\n[\s\S]*?(?:^[ \t>]*\k<ticks>[`~]*[ \t]*$|$(?![\s\S])))/,
    /(?<code>(?<tick>`+)(?!`)[^\n]{0,400}?[^`\n]\k<tick>(?!`))/,
    /(?<before>^[ \t>]*)?\\\[(?<display>[\s\S]{1,2000}?)\\\](?<after>[ \t]*$)?/,
    /\\\((?<inline>[^\n]{1,500}?)\\\)/,
  ]
    .map(({ source }) => source)
    .join("|"),
  "gm",
);

/** Whether there may be a formula in the text. A single $ is money here, never maths. */
export function hasMaths(text: string): boolean {
  return text.includes("$$") || text.includes("\\(") || text.includes("\\[") || text.includes("```math");
}

/** The text with \(…\) and \[…\] in the marks that the parser knows, $$…$$; code stays as it is. */
export function withMathsMarks(text: string): string {
  if (!text.includes("\\(") && !text.includes("\\[")) return text;
  return text.replace(PIECES, (...found) => {
    const [piece] = found;
    const { display, inline, before, after } = found.at(-1);
    if (inline !== undefined) return `$$${inline.trim()}$$`;
    if (display === undefined) return piece;
    const formula = display.trim();
    if (before === undefined || after === undefined || !formula.includes("\n")) {
      return `${before ?? ""}$$${formula}$$${after ?? ""}`;
    }
    return `${before}$$\n${before}${formula}\n${before}$$`;
  });
}

/** A formula that stands alone in its paragraph is set on a line of its own. */
export function displayLoneMaths() {
  return (tree: Node) => setApart(tree);
}

function setApart(node: Node): void {
  const [only, ...others] = node.children ?? [];
  if (node.type === "paragraph" && only?.type === "inlineMath" && others.length === 0) {
    only.data = {
      ...only.data,
      hProperties: { ...only.data?.hProperties, className: ["language-math", "math-display"] },
    };
    return;
  }
  for (const child of node.children ?? []) setApart(child);
}
