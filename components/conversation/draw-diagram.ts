import mermaid from "mermaid";

export type Drawing =
  | { /** A data: address of an SVG picture. */ picture: string }
  | { /** Why there is none, in a few words. */ problem: string };

const CHARACTERS_MAX = 20_000;
const EDGES_MAX = 300;

/** What could load something, or change how diagrams are made: directives, front matter, images, CSS with addresses. */
const REACHES_OUT =
  /%%\s*\{|^\s*---|@import|@font-face|\burl\b|\bsrc\b|image-set|\bimg\s*:|\bicon\s*:|\\|\/\*|https?:|javascript:|data:/im;

/** Mermaid reads labels as HTML in places of its own before it cleans them: nothing but a line break may be in one. */
const HAS_MARKUP = /<(?!br\s*\/?>)[a-z!/?]|[&#]#?\w+;/i;
/** The one word in these brackets is a stereotype, "<<interface>>". */
const STEREOTYPES = /<<\w+>>/g;
const DRAWN_WITHIN_MS = 15_000;

let drawings = 0;

/**
 * The picture of a Mermaid source. Its text is measured in a hidden place of the page, as plain SVG text; what comes
 * out is shown as an image, in which browsers run and load nothing.
 */
export async function drawDiagram(code: string, isDark: boolean): Promise<Drawing> {
  if (code.length > CHARACTERS_MAX) return { problem: "it is too long to draw" };
  if (REACHES_OUT.test(code) || HAS_MARKUP.test(code.replace(STEREOTYPES, "")))
    return { problem: "it asks for more than shapes and words" };
  const place = hiddenPlace();
  try {
    configure(isDark);
    drawings += 1;
    return await Promise.race([
      mermaid.render(`diagram-${drawings}`, code, place).then(({ svg }) => pictureOf(svg)),
      tooLong(),
    ]);
  } catch {
    // The source is a model's: what Mermaid cannot read is no fault of ours and stays text.
    return { problem: "it has a mistake" };
  } finally {
    place.remove();
  }
}

function tooLong(): Promise<Drawing> {
  return new Promise((resolve) =>
    setTimeout(resolve, DRAWN_WITHIN_MS, { problem: "it takes too long to draw" }),
  );
}

function configure(isDark: boolean): void {
  mermaid.initialize({
    startOnLoad: false,
    securityLevel: "strict",
    suppressErrorRendering: true,
    htmlLabels: false,
    flowchart: { htmlLabels: false },
    class: { htmlLabels: false },
    theme: isDark ? "dark" : "neutral",
    // An image has no fonts of the page; what is measured must be what is drawn.
    fontFamily: "sans-serif",
    maxTextSize: CHARACTERS_MAX,
    maxEdges: EDGES_MAX,
  });
}

function hiddenPlace(): HTMLElement {
  const place = document.createElement("div");
  place.ariaHidden = "true";
  place.inert = true;
  place.style.cssText =
    "position:fixed;left:0;top:0;width:800px;height:0;overflow:hidden;visibility:hidden;contain:layout paint";
  document.body.append(place);
  return place;
}

/** With a size of its own, which an image needs, and without the HTML and links that it could not show. */
function pictureOf(svg: string): Drawing {
  const parsed = new DOMParser().parseFromString(svg, "image/svg+xml");
  const root = parsed.documentElement;
  const [, , width, height] = (root.getAttribute("viewBox") ?? "").split(/[\s,]+/).map(Number);
  if (root.nodeName !== "svg" || !width || !height) return { problem: "it has a mistake" };
  for (const node of root.querySelectorAll("script, foreignObject, image")) node.remove();
  root.setAttribute("width", String(width));
  root.setAttribute("height", String(height));
  const text = new XMLSerializer().serializeToString(root);
  return { picture: `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}` };
}
