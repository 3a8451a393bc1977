import { chromium } from "@playwright/test";
import { existsSync } from "node:fs";
const exe = ["/usr/bin/chromium-headless-shell","/usr/lib/chromium/chromium-headless-shell","/usr/bin/chromium"].find(existsSync);
const browser = await chromium.launch({ executablePath: exe, args: ["--no-sandbox","--disable-gpu","--disable-dev-shm-usage","--disable-background-networking"] });
const step = process.argv[2];
const base = "http://localhost:3971";
if (step === "setup") {
  const page = await browser.newPage();
  await page.goto(base + "/setup");
  await page.getByLabel(/organisation/i).fill("Northwind");
  await page.getByLabel(/name/i).last().fill("Member 01").catch(()=>{});
  for (const l of await page.locator("input").all()) console.log(await l.getAttribute("name"), await l.getAttribute("type"));
  await page.locator("input[name=organisationName]").fill("Northwind").catch(()=>{});
  await page.locator("input[name=name]").fill("Member 01").catch(()=>{});
  await page.locator("input[type=email]").fill("owner@example.org");
  await page.locator("input[type=password]").fill("correct horse battery");
  await page.locator("button[type=submit]").click();
  await page.waitForURL((u) => !u.pathname.includes("setup"));
  await page.context().storageState({ path: "/tmp/ro-state.json" });
  console.log(page.url());
} else {
  for (const [scheme, width] of [["light",1440],["dark",1440],["light",390],["dark",390]] as const) {
    const ctx = await browser.newContext({ storageState: "/tmp/ro-state.json", colorScheme: scheme, viewport: { width, height: 900 } });
    const page = await ctx.newPage();
    for (const [name, path] of [["reports","/admin/reports"],["costs","/admin/costs"],["departments","/admin/departments"],["usage","/usage"],["recon","/admin/reconciliation"]] as const) {
      await page.goto(base + path, { waitUntil: "networkidle" });
      const w = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      if (w[0]! > w[1]!) console.log("wide", name, w);
      if (name === "costs") { await page.getByRole("button", { name: "Export", exact: true }).click(); await page.waitForTimeout(300); }
      await page.screenshot({ path: `/tmp/ro-${name}-${scheme}-${width}.png`, fullPage: name === "reports" });
      if (name === "reports") {
        await page.getByRole("button", { name: "Change who gets the report: The organisation" }).click();
        await page.waitForTimeout(400);
        await page.screenshot({ path: `/tmp/ro-dialog-${scheme}-${width}.png` });
      }
    }
    await ctx.close();
  }
}
await browser.close();
