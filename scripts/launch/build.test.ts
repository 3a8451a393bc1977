import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { hashSources } from "./build";

let root: string;
const hash = () => hashSources(root, ["app", "missing", "next.config.ts"]);

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "purser-build-"));
  await mkdir(join(root, "app", "usage"), { recursive: true });
  await writeFile(join(root, "app", "usage", "page.tsx"), "one");
  await writeFile(join(root, "next.config.ts"), "two");
});
afterEach(() => rm(root, { recursive: true }));

describe("hashSources", () => {
  test("stays the same while nothing changes", async () => {
    expect(await hash()).toBe(await hash());
  });

  test("changes with a file's content, name and presence", async () => {
    const seen = new Set([await hash()]);
    await writeFile(join(root, "app", "usage", "page.tsx"), "three");
    seen.add(await hash());
    await rename(join(root, "app", "usage", "page.tsx"), join(root, "app", "usage", "view.tsx"));
    seen.add(await hash());
    await rm(join(root, "next.config.ts"));
    seen.add(await hash());
    expect(seen.size).toBe(4);
  });

  test("does not change with tests", async () => {
    const before = await hash();
    await writeFile(join(root, "app", "usage", "page.test.tsx"), "four");
    expect(await hash()).toBe(before);
  });
});
