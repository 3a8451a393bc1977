import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** `npm run fuzz`. */
const FULL = "full";

const ALL = ["{app,components,lib,db,scripts,e2e,bench}/**/*.test.{ts,tsx}"];
/** Files that set the environment, or hold what a whole process does, get a process each. */
const APART = [
  "app/api/reports/**",
  "app/audited.test.ts",
  "app/v1/**",
  "bench/replay/**",
  "lib/action.test.ts",
  "lib/assistants/assistants/{assistants,shared}.test.ts",
  "lib/assistants/models/**",
  "lib/finance/mailing/**",
  "lib/finance/reconciliation/{shared-account,sources}.test.ts",
  "lib/providers/{list-provider-models,stream-answer}.test.ts",
  "lib/{alerts,assistants,mail,provider-keys,reports,webhooks}/**/*.race.test.ts",
  "lib/**/*.model.test.ts",
  "scripts/{commands,launch}/**",
  "scripts/{boundaries,env-example}.test.ts",
];

export default defineConfig(({ mode }) => ({
  resolve: { alias: { "@": fileURLToPath(new URL(".", import.meta.url)).replace(/\/$/, "") } },
  test: {
    globalSetup: ["./db/testing/global-setup.ts", "./lib/pricing/testing/global-setup.ts"],
    // next-auth imports "next/server" without its ending, which plain Node does not resolve.
    server: { deps: { inline: ["next-auth"] } },
    testTimeout: 20_000,
    hookTimeout: 60_000,
    // By itself it leaves one core idle, which is half of a small machine.
    maxWorkers: "100%",
    provide: { fuzzShare: mode === FULL ? 1 : 0.1 },
    projects: [
      { extends: true, test: { name: "apart", include: APART.map(testsIn), isolate: true } },
      // Loading the same modules anew for each file would take as long as the tests themselves.
      { extends: true, test: { name: "together", include: ALL, exclude: APART, isolate: false } },
    ],
  },
}));

function testsIn(place: string): string {
  return place.endsWith("**") ? `${place}/*.test.{ts,tsx}` : place;
}
