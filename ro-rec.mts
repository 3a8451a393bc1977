import { chromium } from "@playwright/test";
import { existsSync, writeFileSync } from "node:fs";
const exe = ["/usr/bin/chromium-headless-shell","/usr/lib/chromium/chromium-headless-shell","/usr/bin/chromium"].find(existsSync);
const browser = await chromium.launch({ executablePath: exe, args: ["--no-sandbox","--disable-gpu"] });
const ctx = await browser.newContext({ storageState: "/tmp/ro-state.json" });
for (const [n, u] of [["costs","/api/reports/costs?range=30d&by=department&file=pdf"],["costs2","/api/reports/costs?range=12m&per=month&by=member&second=model&file=pdf"],["dep","/api/reports/departments?as=pdf"],["usage","/api/reports/usage?of=days&as=pdf"],["runs","/api/reports/usage?of=runs&as=pdf"],["recon","/api/reports/reconciliation?as=pdf"]] as const) {
  const t = performance.now(); const r = await ctx.request.get("http://localhost:3971"+u); const b = await r.body(); writeFileSync(`/tmp/ro-${n}.pdf`, b); console.log(n, r.status(), b.length, Math.round(performance.now()-t), "ms");
}
await browser.close();
