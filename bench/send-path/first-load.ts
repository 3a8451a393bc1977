import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { type Browser, chromium } from "@playwright/test";

const ARGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"];
const LARGEST = 5;

export type PageLoad = {
  page: string;
  scripts: number;
  gzBytes: number;
  largest: { name: string; gzBytes: number }[];
};

export type Visit = { page: string; url: string; cookie: string };

/** Opens each page with an empty cache and adds up its scripts until the network is idle; nobody touches the page. */
export async function measureFirstLoads(executablePath: string, visits: Visit[]): Promise<PageLoad[]> {
  const browser = await chromium.launch({ executablePath, args: ARGS });
  try {
    const loads: PageLoad[] = [];
    for (const visit of visits) loads.push(await measureFirstLoad(browser, visit));
    return loads;
  } finally {
    await browser.close();
  }
}

async function measureFirstLoad(browser: Browser, { page: name, url, cookie }: Visit): Promise<PageLoad> {
  const context = await browser.newContext();
  const [cookieName = "", value = ""] = cookie.split("=");
  await context.addCookies([{ name: cookieName, value, url: new URL(url).origin }]);
  const page = await context.newPage();
  const bodies = new Map<string, Promise<Buffer>>();
  page.on("response", (response) => {
    if (response.request().resourceType() === "script") bodies.set(response.url(), response.body());
  });
  await page.goto(url, { waitUntil: "networkidle" });
  const scripts = await Promise.all([...bodies].map(([address, body]) => sizeOf(address, body)));
  await context.close();
  return {
    page: name,
    scripts: scripts.length,
    gzBytes: scripts.reduce((sum, { gzBytes }) => sum + gzBytes, 0),
    largest: scripts.toSorted((a, b) => b.gzBytes - a.gzBytes).slice(0, LARGEST),
  };
}

/** Compressed here, at the level servers use, so that the figure does not depend on what is in front of the app. */
async function sizeOf(address: string, body: Promise<Buffer>) {
  const zipped = await promisify(gzip)(await body, { level: 6 });
  return { name: new URL(address).pathname.split("/").at(-1) ?? address, gzBytes: zipped.length };
}
