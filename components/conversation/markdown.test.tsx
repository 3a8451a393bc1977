import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { HOSTILE, UNENDED } from "@/e2e/hostile/corpus";
import { Markdown } from "./markdown";

const CORPUS = [...HOSTILE, ...UNENDED];

function html(text: string, live = false, imageHosts: readonly string[] = []): string {
  return renderToStaticMarkup(<Markdown text={text} idPrefix="m1" live={live} imageHosts={imageHosts} />);
}

function isDangerous(tag: string): boolean {
  if (
    /^<(script|img|iframe|style|form|object|embed|link|meta|base|video|audio|svg(?!.*lucide)|portal|template)\b/i.test(
      tag,
    )
  )
    return true;
  if (/\son\w+=/i.test(tag.replace(/"[^"]*"/g, '""'))) return true;
  if (/\s(src|srcset|poster|background|ping|formaction)=/i.test(tag)) return true;
  if (/\sstyle="[^"]*url\(/i.test(tag)) return true;
  return /(href|action)="(?!https?:|mailto:|#)/i.test(tag);
}

describe("Markdown", () => {
  test(`makes nothing that runs or calls out of ${CORPUS.length} hostile texts`, () => {
    expect(new Set(CORPUS).size).toBeGreaterThanOrEqual(300);
    for (const text of CORPUS) {
      for (const live of [false, true]) {
        // Attributes of real elements only: escaped text may say anything.
        const tags = html(text, live).match(/<[^>]+>/g) ?? [];
        expect(tags.filter(isDangerous), JSON.stringify(text.slice(0, 200))).toEqual([]);
      }
    }
  });

  test.each([
    ["quotes", ">".repeat(50_000)],
    ["lists", `${"- ".repeat(20_000)}x`],
    ["stars", `${"*".repeat(50_000)}x${"*".repeat(50_000)}`],
    ["brackets", `${"[".repeat(20_000)}a${"](b)".repeat(20_000)}`],
  ])("reads %s that run wild", (_what, text) => {
    expect(html(text).length).toBeGreaterThan(100);
    expect(html(text, true).length).toBeGreaterThan(100);
  });

  test("keeps raw HTML as text that can be read", () => {
    expect(html("a <b>bold</b> word")).toContain("&lt;b&gt;");
  });

  test("opens links elsewhere, without telling where from or vouching for them", () => {
    expect(html("[site](https://example.org/a?b=1)")).toContain(
      '<a href="https://example.org/a?b=1" target="_blank" rel="noopener nofollow">site</a>',
    );
  });

  test("shows an address that is not safe as plain words", () => {
    expect(html("[click me](javascript:alert(1))")).toContain("<span>click me</span>");
    expect(html("[settings](/settings)")).toContain("<span>settings</span>");
  });

  test("shows an image as a link that names its host", () => {
    expect(html("![A cat](https://example.org/cat.png)")).toContain(">Image: A cat (example.org)</a>");
  });

  test("with one allowed host loads from it alone, and nothing of what is still being written", () => {
    const isOfHost =
      /^<img src="https:\/\/attacker\.example\/[^"]*" alt="[^"]*" loading="lazy" decoding="async" referrerPolicy="no-referrer"\/>$/;
    let pictures = 0;
    for (const text of CORPUS) {
      for (const live of [false, true]) {
        const tags = html(text, live, ["attacker.example"]).match(/<[^>]+>/g) ?? [];
        const shown = tags.filter((tag) => isOfHost.test(tag));
        pictures += shown.length;
        if (live) expect(shown).toEqual([]);
        const others = tags.filter((tag) => !isOfHost.test(tag) && isDangerous(tag));
        expect(others, JSON.stringify(text.slice(0, 200))).toEqual([]);
      }
    }
    expect(pictures).toBeGreaterThan(10);
  });

  test.each([
    ["http://pictures.example/a.png", "another scheme"],
    ["https://pictures.example:8443/a.png", "another port"],
    ["https://name@pictures.example/a.png", "a name before the host"],
    ["https://pictures.example.attacker.example/a.png", "a host that only begins like it"],
    ["https://notpictures.example/a.png", "a host that only ends like it"],
    ["https://wide.example/a.png", "what only what is below it stands for"],
    ["//pictures.example/a.png", "no scheme"],
    ["data:image/png;base64,iVBORw0KGgo=", "no host"],
  ])("shows %s as words: %s", (address) => {
    expect(html(`![A cat](${address})`, false, ["pictures.example", "*.wide.example"])).not.toContain("<img");
  });

  test.each([
    "https://pictures.example/a.png?b=c",
    "HTTPS://PICTURES.example:443/a.png",
    "https://a.b.wide.example/a",
  ])("shows %s of an allowed host, with its words and a link to it", (address) => {
    const rendered = html(`![A cat](${address})`, false, ["pictures.example", "*.wide.example"]);
    expect(rendered).toMatch(
      /<a href="https:[^"]*"[^>]*noreferrer[^>]*><img src="https:[^"]*" alt="Image: A cat \(/,
    );
  });

  test("puts a picture in a link into no link of its own, and one among words into a small box", () => {
    const rendered = html("[![A](https://p.example/a.png)](https://example.org) b", false, ["p.example"]);
    expect(rendered.match(/<a /g)).toHaveLength(1);
    expect(rendered).not.toContain("data-alone");
    expect(html("![A](https://p.example/a.png)", false, ["p.example"])).toContain('data-alone="true"');
  });

  test("skips no heading level and keeps the written depth for the eye", () => {
    const rendered = html("### First\n\n# Second\n\n###### Third");
    expect(rendered.match(/<h\d data-depth="\d"/g)).toEqual([
      '<h2 data-depth="3"',
      '<h2 data-depth="1"',
      '<h3 data-depth="6"',
    ]);
  });

  test.each([
    ["\\(a^2\\)", 'encoding="application/x-tex">a^2</annotation>'],
    ["so $$a^2$$ is", "<math"],
    ["\\[\na^2\n\\]", 'display="block"'],
    ["\\[a^2\\]", 'display="block"'],
    ["- so\n\n  \\[\n  a^2\n  \\]", 'display="block"'],
    ["```math\na^2\n```", 'display="block"'],
  ])("draws the formula of %j", (text, expected) => {
    expect(html(text)).toContain(expected);
  });

  test.each(["from $5 to $10", "`\\(a\\)`", "```\n\\[a\\]\n```", "~~~tex\n\\(a\\)"])(
    "leaves %j as it is: money and code are no formulas",
    (text) => {
      expect(html(text)).not.toContain("<math");
      expect(html(text)).not.toContain("$$");
    },
  );

  test("keeps what is no formula as it was written", () => {
    expect(html("$$\\frac{$$")).toContain("\\frac{");
  });

  test("gives footnotes of two answers different ids", () => {
    expect(html("a[^1]\n\n[^1]: note")).toContain('id="m1-fn-1"');
  });

  test("gives a table and code a way to scroll by keyboard", () => {
    expect(html("| a | b |\n|-|-:|\n| 1 | 2 |")).toMatch(/<figure[^>]*aria-label="Table"[^>]*tabindex="0"/i);
    expect(html("```ts\nconst a = 1;\n```")).toMatch(/<span>ts<\/span>.*Copy code.*<pre tabindex="0">/is);
  });
});
