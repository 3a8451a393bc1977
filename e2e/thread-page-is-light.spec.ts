import { gzipSync } from "node:zlib";
import { expect, test } from "./fixtures";
import { recordAnswer } from "./fixtures/spend";
import { ThreadPage } from "./pages/thread";

const SCRIPTS_BYTES_MAX = 250_000;

test("the first load of a thread with an answer is at most 250 kB of scripts, without charts, highlighter, formulas and diagrams", async ({
  page,
  db,
  member,
}) => {
  const { id } = await recordAnswer(db, {
    ...{ userId: member.userId, at: new Date(), inputTokens: 100, outputTokens: 20 },
    ...{ question: "Answer without code", answer: "A **plain** answer.\n\n- with a list\n- of two" },
    thread: { title: "Without code" },
  });
  const scripts: Promise<Buffer>[] = [];
  page.on("response", (response) => {
    if (response.request().resourceType() === "script") scripts.push(response.body());
  });
  await page.goto(`/threads/${id}`, { waitUntil: "networkidle" });
  await expect(new ThreadPage(page).lastAnswer).toContainText("A plain answer.");
  const sources = await Promise.all(scripts);
  expect(sources.length).toBeGreaterThan(0);
  const bytes = sources.reduce((total, source) => total + gzipSync(source).length, 0);
  test.info().annotations.push({ type: "first-load scripts", description: `${bytes} bytes gz` });
  expect(bytes).toBeLessThanOrEqual(SCRIPTS_BYTES_MAX);
  const text = sources.map(String).join("\n");
  expect(text, "no charts").not.toContain("recharts");
  expect(text, "no highlighter").not.toContain("ShikiError");
  expect(text, "no formulas").not.toContain("katex");
  expect(text, "no diagrams").not.toContain("mermaid.initialize");
});
