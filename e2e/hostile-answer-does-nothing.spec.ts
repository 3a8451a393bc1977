import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { recordAnswer } from "./fixtures/spend";
import { upstream } from "./fixtures/upstream";
import { HOSTILE, UNENDED } from "./hostile/corpus";
import { ThreadPage, unique } from "./pages/thread";

const SINGLES_IN_THREAD = 90;

/** Streaming differs from what is stored by texts that have not ended yet: the others take turns, of every kind some. */
const STREAMED = HOSTILE.filter((_, index) => index % 6 === 0);

/** They stand in as many answers as there are texts that never end, one of those at the end of each. */
const ANSWERS = UNENDED.map((unended, turn) => {
  const texts = STREAMED.filter((_, index) => index % UNENDED.length === turn);
  const marked = texts.map((text, index) => `Mark ${index} here.\n\n${text}\n`);
  return { marks: texts.length, text: [...marked, `Mark ${texts.length} here.`, unended].join("\n\n") };
});

/** What could run, load, send or lead away, in the words of an answer. */
const DANGEROUS =
  "script, iframe, frame, object, embed, style, link, meta, base, form, template, portal, audio, video, source, " +
  "svg:not(.lucide), img:not([src^='data:image/svg+xml']), [srcset], [poster], [background], [ping], [formaction], " +
  "[srcdoc], [contenteditable], [autofocus], [popover], [accesskey]";

/** Tries everything a reader could do to an answer but follow an honest link, and reports what is wrong with it. */
async function inspect(page: Page): Promise<string[]> {
  return page.evaluate((dangerous) => {
    const problems: string[] = [];
    for (const words of document.querySelectorAll("[role=log] .markdown")) {
      for (const found of words.querySelectorAll(dangerous)) problems.push(found.outerHTML.slice(0, 200));
      for (const element of words.querySelectorAll("*")) {
        for (const { name, value } of element.attributes) {
          if (name.startsWith("on")) problems.push(`${name}=${value}`);
          if (name === "style" && /url\s*\(|position|expression\s*\(/i.test(value)) problems.push(value);
          if (!/^(href|xlink:href|action|src)$/.test(name) || value.startsWith("data:image/svg+xml;"))
            continue;
          if (!/^(https?:\/\/|mailto:|#[\w-]+$)/.test(value)) problems.push(`${name}=${value}`);
        }
        if (element.closest("a[href]") || element.closest("button")) continue;
        for (const type of ["click", "mouseover", "pointerenter", "focus", "error", "load", "toggle"])
          element.dispatchEvent(new Event(type, { bubbles: true }));
      }
    }
    if ("owned" in window) problems.push("a script ran");
    if ("polluted" in {} || "polluted" in Object.prototype) problems.push("a prototype was polluted");
    if (document.querySelector("base, body > iframe, body[onload], head style[onload]"))
      problems.push("the page");
    return problems;
  }, DANGEROUS);
}

/** Notes what no answer may bring about; the watch of every test notes requests to other sites and errors. */
function listen(page: Page): string[] {
  const noted: string[] = [];
  page.on("dialog", (dialog) => {
    noted.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("popup", (popup) => noted.push(`window: ${popup.url()}`));
  page.on("download", (download) => noted.push(`download: ${download.url()}`));
  page.on("framenavigated", (frame) => {
    if (frame !== page.mainFrame() || !/^\/(threads\/|$)/.test(new URL(frame.url()).pathname))
      noted.push(`navigation: ${frame.url()}`);
  });
  page.on("request", (request) => {
    if (/owned|steal|attacker|probe/.test(request.url())) noted.push(`request: ${request.url()}`);
  });
  return noted;
}

/** Every diagram is drawn, or says why it is not. */
async function seeDiagrams(page: Page): Promise<void> {
  const diagrams = page.locator(".diagram");
  for (const diagram of await diagrams.all()) {
    const drawnOrNot = diagram.getByText(/^diagram as text: /).or(diagram.getByRole("img"));
    // Messages around it get their true height at the same time and may move it out of view again.
    await expect(async () => {
      await diagram.scrollIntoViewIfNeeded();
      await expect(drawnOrNot).toBeVisible({ timeout: 500 });
    }).toPass();
  }
}

test("hostile texts, streamed and then from the server, run nothing and call nobody", async ({ page }) => {
  test.slow();
  const thread = new ThreadPage(page);
  const noted = listen(page);
  await page.goto("/");
  for (const { text, marks } of ANSWERS) {
    const question = unique("Try to break out");
    await upstream.reply(question, text);
    await thread.ask(question);
    await expect(thread.lastAnswer.getByText(`Mark ${marks} here.`)).toBeAttached();
    await expect(thread.lastAnswer.getByText(/^Mark \d+ here\.$/)).toHaveCount(marks + 1);
    expect(await inspect(page), text).toEqual([]);
  }
  await page.reload();
  await expect(thread.answers).toHaveCount(ANSWERS.length);
  await seeDiagrams(page);
  expect(await inspect(page)).toEqual([]);
  expect(noted).toEqual([]);
});

test("each hostile text as an answer of its own, from the server, runs nothing and calls nobody", async ({
  page,
  db,
  member,
}) => {
  test.slow();
  const noted = listen(page);
  const texts = [...HOSTILE, ...UNENDED];
  expect(new Set(texts).size, "distinct inputs").toBeGreaterThanOrEqual(300);
  const parts = Array.from({ length: Math.ceil(texts.length / SINGLES_IN_THREAD) }, (_, n) =>
    texts.slice(n * SINGLES_IN_THREAD, (n + 1) * SINGLES_IN_THREAD),
  );
  const record = async (some: string[], part: number) => {
    let thread: Parameters<typeof recordAnswer>[1]["thread"] = { title: `Hostile ${part}` };
    for (const answer of some) {
      const asked = { userId: member.userId, at: new Date(), question: "What now?", inputTokens: 10 };
      // Postgres keeps no text with a zero in it, and so no answer has one.
      const past = { ...asked, answer: answer.replaceAll("\0", "").toWellFormed(), outputTokens: 10, thread };
      thread = await recordAnswer(db, past);
    }
    return { address: `/threads/${"id" in thread ? thread.id : ""}`, answers: some.length };
  };
  for (const { address, answers } of await Promise.all(parts.map(record))) {
    await page.goto(address);
    await expect(new ThreadPage(page).answers).toHaveCount(answers);
    await page.keyboard.press("Control+End");
    expect(await inspect(page), address).toEqual([]);
  }
  expect(noted).toEqual([]);
});

test("honest links, tables, tasks, formulas and diagrams are shown", async ({ page }) => {
  const thread = new ThreadPage(page);
  const question = unique("Show everything");
  await upstream.reply(question, RICH);
  await page.goto("/");
  await thread.ask(question);
  for (const where of ["as it was written", "from the server"]) {
    if (where === "from the server") await page.reload();
    const answer = thread.lastAnswer;
    await expect(answer.getByRole("link", { name: "an honest link" })).toHaveAttribute(
      "href",
      "https://example.org/page",
    );
    await expect(answer.getByRole("cell", { name: "42" })).toBeVisible();
    await expect(answer.getByRole("checkbox", { name: "Done", exact: true })).toBeChecked();
    await expect(answer.getByRole("checkbox", { name: "Not done" })).not.toBeChecked();
    await expect(answer.locator("math")).toHaveCount(2);
    await expect(answer.locator("math[display=block]")).toHaveCount(1);
    await expect(answer.getByText("from $5 to $10")).toBeVisible();
    await expect(answer.getByText("Image: A cat (pictures.example)")).toBeVisible();
    const diagram = answer.getByRole("img", { name: /^Diagram: graph/ });
    await expect(diagram).toBeVisible();
    expect(await diagram.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(50);
    await answer.getByRole("button", { name: "Source" }).click();
    await expect(answer.getByText("graph LR")).toBeVisible();
    await answer.getByRole("button", { name: "Source" }).click();
    await expect(diagram).toBeVisible();
  }
});

const RICH = `It costs from $5 to $10, see [an honest link](https://example.org/page).

| what | how many |
| --- | ---: |
| answers | 42 |

- [x] written
- [ ] read

Inline \\(a^2 + b^2\\) and on its own:

\\[
\\frac{-b \\pm \\sqrt{b^2 - 4ac}}{2a}
\\]

![A cat](https://pictures.example/cat.png)

\`\`\`mermaid
graph LR
  A[Question] --> B{Budget left?}
  B -->|yes| C[Answer]
  B -->|no| D[Reset date]
\`\`\`
`;
