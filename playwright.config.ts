import { defineConfig, devices } from "@playwright/test";

const DESKTOP = { ...devices["Desktop Chrome"], viewport: { width: 1440, height: 900 } };
const PHONE = {
  ...devices["Pixel 7"],
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
};

const SET_UP = "set-up-leads-to-a-priced-answer.spec.ts";
const AT_THE_END = "ledger-adds-up-at-the-end.spec.ts";
const ONLY_ON_PHONES = "phone-has-everything.spec.ts";
/** The mark of a test that is run on phones too. */
const ON_PHONES = /@phone/;

/** Run by `npm run e2e`, which starts the product and says where it is. */
export default defineConfig({
  testDir: "e2e",
  testMatch: "*.spec.ts",
  fullyParallel: true,
  forbidOnly: true,
  workers: 2,
  retries: 0,
  timeout: 90_000,
  expect: { timeout: 20_000 },
  reporter: [["list"]],
  outputDir: "test-results",
  use: {
    baseURL: process.env.BASE_URL ?? "http://localhost:3000",
    // Longer than a toast with "Undo" stays, which may lie over what comes next.
    actionTimeout: 15_000,
    navigationTimeout: 15_000,
    trace: "off",
    screenshot: "only-on-failure",
    launchOptions: {
      ...(process.env.PURSER_CHROMIUM ? { executablePath: process.env.PURSER_CHROMIUM } : {}),
      args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"],
    },
  },
  projects: [
    { name: "set-up", use: DESKTOP, testMatch: SET_UP },
    {
      name: "desktop",
      use: DESKTOP,
      dependencies: ["set-up"],
      testIgnore: [SET_UP, AT_THE_END, ONLY_ON_PHONES],
    },
    {
      name: "phone",
      use: PHONE,
      dependencies: ["set-up"],
      testIgnore: [SET_UP, AT_THE_END],
      grep: ON_PHONES,
    },
    { name: "ledger", use: DESKTOP, dependencies: ["desktop", "phone"], testMatch: AT_THE_END },
  ],
});
