import { MarkdownBase, type MarkdownProps } from "./markdown-base";
import { renderMaths } from "./maths";

/** A finished answer's Markdown, formulas included. For the server: the browser gets nothing but what it made. */
export function Markdown(props: Omit<MarkdownProps, "maths">) {
  return <MarkdownBase {...props} maths={renderMaths} />;
}
