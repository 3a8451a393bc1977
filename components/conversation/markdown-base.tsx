import "./markdown.css";
import ReactMarkdown, { type Components, type ExtraProps, type Options } from "react-markdown";
import remarkGfm from "remark-gfm";
import remarkMath from "remark-math";
import { CodeBlock } from "./code-block";
import { Diagram } from "./diagram";
import { bounded } from "./markdown-bounds";
import { imagesToWords, levelHeadings, safeUrl } from "./markdown-rules";
import type { RenderMaths } from "./maths";
import { displayLoneMaths, withMathsMarks } from "./maths-marks";
import { Picture } from "./picture";

export type MarkdownProps = {
  text: string;
  /** Sets the ids of footnotes of one answer apart from those of another. */
  idPrefix: string;
  /** True while the text is still being written. */
  live?: boolean;
  /** Draws formulas; without it they stay as they were written. */
  maths?: RenderMaths | null;
  /** Whose pictures are shown; those of other hosts are words. */
  imageHosts?: readonly string[];
};

type PreNode = ExtraProps["node"];

const REMARK_PLUGINS: NonNullable<Options["remarkPlugins"]> = [
  remarkGfm,
  [remarkMath, { singleDollarTextMath: false }],
  displayLoneMaths,
];
export const NO_HOSTS: readonly string[] = [];

/**
 * An answer's Markdown. Works on the server and in the browser alike. Raw HTML stays text, addresses are checked,
 * and no image is loaded but from the hosts that an admin has allowed: opening an answer must not call anyone else.
 */
export function MarkdownBase({ text, idPrefix, live = false, maths, imageHosts = NO_HOSTS }: MarkdownProps) {
  const plugins = rehypePlugins(imageHosts);
  return (
    <ReactMarkdown
      remarkPlugins={REMARK_PLUGINS}
      remarkRehypeOptions={{ clobberPrefix: `${idPrefix}-` }}
      rehypePlugins={maths ? [...plugins, ...maths] : plugins}
      urlTransform={safeUrl}
      components={live ? LIVE_COMPONENTS : COMPONENTS}
    >
      {withMathsMarks(bounded(text))}
    </ReactMarkdown>
  );
}

function rehypePlugins(imageHosts: readonly string[]): NonNullable<Options["rehypePlugins"]> {
  return [levelHeadings, [imagesToWords, imageHosts]];
}

function componentsFor(live: boolean): Components {
  return {
    img: ({ src, alt, node }) => (
      <Picture
        src={typeof src === "string" ? src : ""}
        words={alt ?? ""}
        isAlone={node?.properties.dataAlone === true}
        isInLink={node?.properties.dataInLink === true}
        live={live}
      />
    ),
    a: ({ href, id, className, children, "aria-label": label }) => (
      <SafeLink href={href} id={id} className={className} label={label}>
        {children}
      </SafeLink>
    ),
    table: ({ children }) => (
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls, and must by keyboard too.
      <figure className="table-scroll" aria-label="Table" tabIndex={0}>
        <table>{children}</table>
      </figure>
    ),
    input: ({ checked }) => (
      <input type="checkbox" checked={checked} disabled aria-label={checked ? "Done" : "Not done"} />
    ),
    pre: ({ node }) => <Preformatted {...codeOf(node)} live={live} />,
  };
}

function Preformatted(props: { code: string; language: string; live: boolean }) {
  const { code, language, live } = props;
  return language.toLowerCase() === "mermaid" ? (
    <Diagram code={code} live={live} />
  ) : (
    <CodeBlock {...props} />
  );
}

const COMPONENTS = componentsFor(false);
const LIVE_COMPONENTS = componentsFor(true);

type SafeLinkProps = {
  href: string | undefined;
  id?: string | undefined;
  className?: string | undefined;
  label?: string | undefined;
  children: React.ReactNode;
};

function SafeLink({ href, id, className, label, children }: SafeLinkProps) {
  if (!href) return <span>{children}</span>;
  const outside = href.startsWith("#") ? {} : { target: "_blank", rel: "noopener nofollow" };
  return (
    <a href={href} id={id} className={className} aria-label={label} {...outside}>
      {children}
    </a>
  );
}

function codeOf(node: PreNode): { code: string; language: string } {
  const code = node?.children.find((child) => child.type === "element");
  if (code?.type !== "element") return { code: "", language: "" };
  const text = code.children.map((child) => (child.type === "text" ? child.value : "")).join("");
  const classes = code.properties.className;
  const language = (Array.isArray(classes) ? classes : [])
    .map(String)
    .find((name) => name.startsWith("language-"));
  return { code: text.replace(/\n$/, ""), language: language?.slice("language-".length) ?? "" };
}
