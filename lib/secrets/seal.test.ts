import { beforeAll, describe, expect, test, vi } from "vitest";

// The environment is read once by whoever is first.
beforeAll(() => {
  vi.resetModules();
  vi.stubEnv("AUTH_SECRET", "a secret that is only for this test, of 32 characters");
});

const load = () => import(".");
const use = { purpose: "alert-channel/url", owner: "channel 1" };
const SECRET = "https://hooks.example.org/services/T0/B0/ßecret";

describe("a sealed secret", () => {
  test("opens for the use that it was sealed for, and shows nothing of itself", async () => {
    const { open, seal } = await load();
    const sealed = seal(SECRET, use);
    expect(open(sealed, use)).toBe(SECRET);
    expect(sealed).not.toContain("hooks");
    expect(seal(SECRET, use), "the same secret is never sealed alike twice").not.toBe(sealed);
    expect(open(seal("", use), use)).toBe("");
  });

  test("does not open for another row or purpose", async () => {
    const { open, seal } = await load();
    const sealed = seal(SECRET, use);
    expect(open(sealed, { ...use, owner: "channel 2" })).toBeNull();
    expect(open(sealed, { ...use, purpose: "alert-channel/secret" })).toBeNull();
  });

  test("does not open once any of its characters is another", async () => {
    const { open, seal } = await load();
    const sealed = seal(SECRET, use);
    const bytes = Buffer.from(sealed.slice("v1.".length), "base64url");
    for (const place of bytes.keys()) {
      const changed = Buffer.from(bytes);
      changed[place] = (changed[place] ?? 0) ^ 1;
      expect(open(`v1.${changed.toString("base64url")}`, use), `byte ${place}`).toBeNull();
    }
    for (const text of ["", "v1.", "v2.abc", "nonsense", sealed.slice(0, 20)])
      expect(open(text, use)).toBeNull();
  });

  test("does not open under another AUTH_SECRET, and nothing is sealed without one", async () => {
    const { seal } = await load();
    const sealed = seal(SECRET, use);
    for (const secret of ["another secret that is only for this test, as long", ""]) {
      vi.resetModules();
      vi.stubEnv("AUTH_SECRET", secret);
      const fresh = await load();
      if (secret) expect(fresh.open(sealed, use)).toBeNull();
      else expect(() => fresh.seal(SECRET, use)).toThrow("AUTH_SECRET");
    }
  });
});
