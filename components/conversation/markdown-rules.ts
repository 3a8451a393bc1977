const SAFE_PROTOCOLS = new Set(["http:", "https:", "mailto:"]);
const ARTICLE_LEVEL = 1;

type Node = { type: string; tagName?: string; properties?: Record<string, unknown>; children?: Node[] };

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

function visit(node: Node, see: (node: Node) => void): void {
  see(node);
  for (const child of node.children ?? []) visit(child, see);
}
