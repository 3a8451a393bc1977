import { defineConfig } from "@playwright/test";
import journeys from "../../playwright.config";

/** The browser of the journeys, taking pictures. */
// biome-ignore lint/style/noDefaultExport: Playwright reads it.
export default defineConfig({
  use: { ...journeys.use, viewport: { width: 1440, height: 900 }, screenshot: "off" },
  testDir: ".",
  testMatch: "pictures.ts",
  outputDir: "../../test-results",
  workers: 1,
  timeout: 180_000,
  reporter: [["line"]],
});
