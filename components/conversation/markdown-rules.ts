import { pictureAddress } from "./picture-address";

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
 * A picture becomes words: what it shows and where it lies. It is not loaded, which would tell its host who reads;
 * only one of an allowed host stays a picture. And no link stands in another one, as a picture in a link or a footnote
 * in one would have it.
 */
export function imagesToWords(hosts: readonly string[]) {
  return (tree: Node) => replaceImages(tree, { hosts, isInLink: false, isAlone: false });
}

type Place = { hosts: readonly string[]; isInLink: boolean; isAlone: boolean };

function replaceImages(node: Node, place: Place): void {
  const { isInLink, isAlone } = place;
  if (node.tagName === "img") {
    const { src, alt } = node.properties ?? {};
    const address = typeof src === "string" ? src : undefined;
    const words = imageWords(address, alt);
    const shown = pictureAddress(address, place.hosts);
    if (shown) {
      node.properties = { src: shown, alt: words, dataAlone: isAlone, dataInLink: isInLink };
      return;
    }
    node.tagName = "a";
    node.properties = { href: src };
    node.children = [{ type: "text", value: words }];
  }
  if (node.tagName === "a" && isInLink) {
    node.tagName = "span";
    node.properties = {};
  }
  const inside = {
    hosts: place.hosts,
    isInLink: isInLink || node.tagName === "a",
    isAlone: node.tagName === "p" && node.children?.length === 1,
  };
  for (const child of node.children ?? []) replaceImages(child, inside);
}

function imageWords(address: string | undefined, alt: unknown): string {
  const host = hostOf(address);
  return `Image: ${alt || "no description"}${host ? ` (${host})` : ""}`;
}

function visit(node: Node, see: (node: Node) => void): void {
  see(node);
  for (const child of node.children ?? []) visit(child, see);
}
