import { join } from "node:path";
import type { Browser } from "@playwright/test";
import { build } from "esbuild";
import { longAnswer } from "@/e2e/fixtures/long-answer";
import { ROOT } from "../../scripts/launch/paths";
import { showProgress } from "../progress";
import { percentile } from "../send-path/percentiles";

const LONG = 21_000;
const SHORT = 1_000;
const TOKENS = 60;

/** Milliseconds for one more token, from its arrival until it is in the document; medians over rounds. */
export type TokenCosts = {
  rounds: number;
  oursShortMs: number;
  oursLongMs: number;
  streamdownLongMs: number;
};

type Subject = { view: "ours" | "streamdown"; characters: number };

const SUBJECTS = {
  oursShortMs: { view: "ours", characters: SHORT },
  oursLongMs: { view: "ours", characters: LONG },
  streamdownLongMs: { view: "streamdown", characters: LONG },
} satisfies Record<string, Subject>;

/** Both renderers in one page, in production builds, in turns, so that what the machine does meanwhile meets all alike. */
export async function measureTokens(
  browser: Browser,
  { rounds, signal }: { rounds: number; signal: AbortSignal },
): Promise<TokenCosts> {
  const page = await browser.newPage();
  await page.setContent("<!doctype html><body></body>");
  await page.addScriptTag({ content: await bundle(), type: "module" });
  await page.waitForFunction(() => "renderTokens" in window);
  const times = { oursShortMs: [], oursLongMs: [], streamdownLongMs: [] } as Record<
    keyof typeof SUBJECTS,
    number[]
  >;
  const progress = showProgress("Rendering", rounds);
  // The first round warms up and is not counted.
  for (let round = -1; round < rounds; round++) {
    for (const [name, { view, characters }] of Object.entries(SUBJECTS)) {
      signal.throwIfAborted();
      const call = JSON.stringify([view, textOf(characters), TOKENS]);
      const tookMs = await page.evaluate<number>(`renderTokens(...${call})`);
      if (round >= 0) times[name as keyof typeof SUBJECTS].push(tookMs / TOKENS);
    }
    if (round >= 0) progress.step();
  }
  progress.end();
  await page.close();
  const median = (name: keyof typeof SUBJECTS) => percentile(times[name], 0.5);
  return {
    rounds,
    oursShortMs: median("oursShortMs"),
    oursLongMs: median("oursLongMs"),
    streamdownLongMs: median("streamdownLongMs"),
  };
}

/** So many characters: whole blocks of an answer, then a paragraph that has just begun, the same for every length. */
function textOf(characters: number): string {
  const paragraph = "\n\nThe last paragraph has only just begun, with a **bold** word and";
  const room = characters - paragraph.length;
  let blocks = "";
  for (const block of longAnswer(characters).split(/(?<=\n\n)/)) {
    if (blocks.length + block.length > room) break;
    blocks += block;
  }
  return blocks.padEnd(room, "Plain words. ") + paragraph;
}

async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: PAGE, resolveDir: ROOT, loader: "tsx" },
    absWorkingDir: ROOT,
    tsconfig: join(ROOT, "tsconfig.json"),
    bundle: true,
    write: false,
    format: "esm",
    jsx: "automatic",
    minify: true,
    define: { "process.env.NODE_ENV": '"production"' },
    loader: { ".css": "empty" },
    logLevel: "error",
  });
  return outputFiles[0]?.text ?? "";
}

/** A token is there when the document has it, whenever the renderer gets round to it. */
const PAGE = `
import { createRoot } from "react-dom/client";
import { flushSync } from "react-dom";
import { Streamdown } from "streamdown";
import { StreamingMarkdown } from "@/components/conversation/streaming-markdown";

const VIEWS = {
  ours: (text) => <div className="markdown"><StreamingMarkdown text={text} idPrefix="b" live /></div>,
  streamdown: (text) => <Streamdown>{text}</Streamdown>,
};

// The whole document's text would take longer to read than the token to render.
function lastWords(node) {
  while (node.lastChild) node = node.lastChild;
  return node.textContent;
}

async function until(place, token) {
  while (!lastWords(place).includes(token)) {
    await new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => { port1.close(); resolve(); };
      port2.postMessage(null);
    });
  }
}

window.renderTokens = async (view, text, tokens) => {
  const place = document.createElement("div");
  document.body.append(place);
  const root = createRoot(place);
  flushSync(() => root.render(VIEWS[view](text)));
  await until(place, "word and");
  let grown = text;
  let took = 0;
  for (let n = 0; n < tokens; n++) {
    grown += " w" + n + "x";
    const since = performance.now();
    flushSync(() => root.render(VIEWS[view](grown)));
    await until(place, "w" + n + "x");
    took += performance.now() - since;
  }
  flushSync(() => root.unmount());
  place.remove();
  return took;
};
`;
