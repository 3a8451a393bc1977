const SAFE_PROTOCOLS = new Set(["http:", "https:", "mailto:"]);
const ARTICLE_LEVEL = 1;

type Node = {
  type: string;
  tagName?: string;
  value?: string;
  properties?: Record<string, unknown>;
  children?: Node[];
};

/** An absolute web or mail address, or a place in the same answer; anything else is no link at all. */
export function safeUrl(url: string): string | undefined {
  if (/^#[\w-]+$/.test(url)) return url;
  if (!URL.canParse(url)) return undefined;
  const { protocol, href } = new URL(url);
  return SAFE_PROTOCOLS.has(protocol) ? href : undefined;
}

/** The host of a web address, for people; null for anything else. */
export function hostOf(url: string | undefined): string | null {
  return url && URL.canParse(url) ? new URL(url).host || null : null;
}

/**
 * Headings of an answer lie below the page's own and skip no level, whatever the model wrote; how large they look
 * stays what it wrote (`data-depth`).
 */
export function levelHeadings() {
  return (tree: Node) => {
    let last = ARTICLE_LEVEL;
    visit(tree, (node) => {
      const written = /^h([1-6])$/.exec(node.tagName ?? "")?.[1];
      if (!written) return;
      last = Math.min(Number(written) + 1, last + 1, 6);
      node.tagName = `h${last}`;
      node.properties = { ...node.properties, dataDepth: written };
    });
  };
}

/**
 * A picture becomes words: what it shows and where it lies. It is not loaded, which would tell its host who reads. And
 * no link stands in another one, as a picture in a link or a footnote in one would have it.
 */
export function imagesToWords() {
  return (tree: Node) => replaceImages(tree, false);
}

function replaceImages(node: Node, isInLink: boolean): void {
  if (node.tagName === "img") {
    const { src, alt } = node.properties ?? {};
    const host = hostOf(typeof src === "string" ? src : undefined);
    const words = `Image: ${alt || "no description"}${host ? ` (${host})` : ""}`;
    node.tagName = "a";
    node.properties = { href: src };
    node.children = [{ type: "text", value: words }];
  }
  if (node.tagName === "a" && isInLink) {
    node.tagName = "span";
    node.properties = {};
  }
  for (const child of node.children ?? []) replaceImages(child, isInLink || node.tagName === "a");
}

function visit(node: Node, see: (node: Node) => void): void {
  see(node);
  for (const child of node.children ?? []) visit(child, see);
}
