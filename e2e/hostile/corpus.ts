import { BAD_ADDRESSES, BAD_DIAGRAMS, BAD_HTML, BAD_MATHS, BAD_WORDS, ELSEWHERE, OWN } from "./payloads";

type Form = (payload: string) => string;

/** Every way in which Markdown makes a link of an address. */
const LINKS: Form[] = [
  (address) => `[click me](${address})`,
  (address) => `[click me](<${address}> "a title")`,
  (address) => `[click me][r]\n\n[r]: <${address}> 'title'`,
  (address) => `<${address}>`,
  (address) => `![a picture](<${address}>)`,
];

/** Every way to write a picture. */
const PICTURES = [
  `![pixel](${ELSEWHERE}/pixel.png?who=member)`,
  `![pixel](<${ELSEWHERE}/pixel.png> "title")`,
  `![pixel][p]\n\n[p]: ${ELSEWHERE}/pixel.png`,
  `![p][]\n\n[p]: ${ELSEWHERE}/collapsed.png`,
  `![p]\n\n[p]: ${ELSEWHERE}/shortcut.png`,
  `[![pixel](${ELSEWHERE}/inner.png)](https://example.org)`,
  `![pixel](${ELSEWHERE}/a.png =100x100)`,
  `![pixel](${ELSEWHERE}/a.png){onerror=${OWN}}`,
  `![" onerror="${OWN}](${ELSEWHERE}/alt.png)`,
  `![pixel](${ELSEWHERE}/t.png "\\" onerror=\\"${OWN}")`,
  `![pixel](http://127.0.0.1:9/local.png)`,
  `![pixel](http://[::1]/local.png)`,
  `![pixel](http://169.254.169.254/latest/meta-data)`,
  `![pixel](/api/health?probe)`,
  `![pixel](//attacker.example/p.png)`,
  `![pixel](data:image/png;base64,iVBORw0KGgo=)`,
  `| ![pixel](${ELSEWHERE}/cell.png) | b |\n|-|-|\n| ![pixel](${ELSEWHERE}/cell2.png) | c |`,
  `- [ ] ![pixel](${ELSEWHERE}/task.png)`,
  `# ![pixel](${ELSEWHERE}/heading.png)`,
  `> ![pixel](${ELSEWHERE}/quote.png)`,
  `note[^p]\n\n[^p]: ![pixel](${ELSEWHERE}/footnote.png)`,
];

const SCRIPT = `<script>${OWN}</script>`;
const ON_ERROR = `<img src=x onerror=${OWN}>`;

/** Places of Markdown with something hostile in them. */
const PLACES: Form[] = [
  (html) => `**${html}**`,
  (html) => `# ${html}`,
  (html) => `> ${html}`,
  (html) => `1. ${html}`,
  (html) => `- [x] ${html}`,
  (html) => `| ${html} | b |\n|-|-|\n| c | ${html} |`,
  (html) => `a[^h]\n\n[^h]: ${html}`,
  (html) => `\`${html}\``,
  (html) => `\`\`\`html\n${html}\n\`\`\``,
  (html) => `\`\`\`${html}\ncode\n\`\`\``,
  (html) => `    ${html}`,
  (html) => `~~${html}~~`,
  (html) => `[${html}](https://example.org)`,
  (html) => `[x](https://example.org "${html}")`,
  (html) => `$$${html}$$`,
  (html) => `\\(${html}\\)`,
  (html) => `\`\`\`mermaid\ngraph TD\nA["${html}"]\n\`\`\``,
  (html) => `Term\n: ${html}`,
  (html) => `<details>\n\n${html}\n\n</details>`,
];

const WORD_PLACES: Form[] = [
  (word) => `[${word}](https://example.org/${encodeURIComponent(word.toWellFormed())})`,
  (word) => `\`\`\`${word}\n${word}\n\`\`\``,
  (word) => `[${word}]: javascript:${OWN}\n\n[${word}] and ${word}[^${word}]\n\n[^${word}]: note`,
];

const RUNS = [
  ">".repeat(3000) + ON_ERROR,
  `${"- ".repeat(2000)}x`,
  `${"1. ".repeat(1000)}x`,
  "[".repeat(5000),
  `${"[".repeat(500)}a${"](b)".repeat(500)}`,
  `${"*".repeat(5000)}x${"*".repeat(5000)}`,
  "**a *b ".repeat(500),
  `a ${"`".repeat(3000)}`,
  "<".repeat(3000),
  "&".repeat(3000),
  "\\(".repeat(2000),
  "$$a ".repeat(300),
  `${"|a".repeat(200)}|\n${"|-".repeat(200)}|\n${"|b".repeat(200)}|`,
  `${"a".repeat(5000)}\u202E${"b".repeat(5000)}`,
];

/** Each is complete: what comes after it is read as if it were not there. */
export const HOSTILE: string[] = [
  ...BAD_ADDRESSES.flatMap((address) => LINKS.map((form) => form(address))),
  ...BAD_HTML,
  ...PICTURES,
  ...PLACES.flatMap((form) => [form(SCRIPT), form(ON_ERROR)]),
  ...BAD_MATHS.flatMap((tex) => [`$$${tex}$$`, `\\[\n${tex}\n\\]`]),
  ...BAD_DIAGRAMS.map((source) => `\`\`\`mermaid\n${source}\n\`\`\``),
  ...BAD_WORDS.flatMap((word) => WORD_PLACES.map((form) => form(word))),
  ...RUNS,
];

/** What never ends swallows what follows it: each of these stands last in its answer. */
export const UNENDED: string[] = [
  `<!-- ${ON_ERROR}`,
  `<![CDATA[ ${ON_ERROR}`,
  `<?php ${ON_ERROR}`,
  `<script>\n${OWN}\n`,
  `<style>\n@import "${ELSEWHERE}/u.css";\n`,
  `<textarea>\n${ON_ERROR}`,
  `<pre>\n${ON_ERROR}`,
  `<img src="${ELSEWHERE}/unended`,
  `\`\`\`html\n${SCRIPT}`,
  `\`\`\`\`\n\`\`\`\n${SCRIPT}`,
  `~~~ "><script>${OWN}</script>\n${ON_ERROR}`,
  `\`\`\`mermaid\ngraph TD\nA-->B\nclick A "javascript:${OWN}"`,
  `$$\n\\href{javascript:${OWN}}{x}`,
  `\\[\n\\text{${ON_ERROR}}`,
  `[click me](javascript:${OWN}`,
  `![pixel](${ELSEWHERE}/unended.png`,
  `[click me](<javascript:${OWN}`,
  `**[click me](javascript:${OWN})`,
  `| a | b |\n|-|-|\n| ${ON_ERROR}`,
  `> - \`\`\`\n> ${SCRIPT}`,
];
