import type { Options } from "react-markdown";
import rehypeKatex from "rehype-katex";

export type RenderMaths = NonNullable<Options["rehypePlugins"]>;

/**
 * Formulas become MathML, which browsers draw by themselves: no styles and no fonts to load. What KaTeX cannot read
 * stays as it was written; macros, sizes and addresses are bounded, since the text is a model's.
 */
export const renderMaths: RenderMaths = [
  [
    rehypeKatex,
    {
      output: "mathml",
      strict: "ignore",
      trust: false,
      maxSize: 20,
      maxExpand: 200,
      errorColor: "currentcolor",
    },
  ],
];
