import { describe, expect, test } from "vitest";
import { clientAddress } from "./client-address";
import { checkOrigin } from "./origin";
import { sameOriginPath } from "./same-origin-path";

describe("sameOriginPath", () => {
  test("keeps a path with its search and fragment", () => {
    expect(sameOriginPath("/threads/1?a=b#c")).toBe("/threads/1?a=b#c");
  });

  test.each([
    undefined,
    "",
    "threads",
    "https://evil.example/",
    "//evil.example/x",
    "/\\evil.example/x",
    "/\t/evil.example/x",
    "javascript:alert(1)",
  ])("sends %j home", (next) => {
    expect(sameOriginPath(next)).toBe("/");
  });
});

describe("checkOrigin", () => {
  const request = (method: string, headers: Record<string, string>) =>
    new Request("http://localhost/x", { method, headers: { host: "chat.example.org", ...headers } });

  test.each<[string, Record<string, string>]>([
    ["GET", {}],
    ["POST", { "sec-fetch-site": "same-origin" }],
    ["POST", { origin: "https://chat.example.org" }],
  ])("lets %s with %j pass", (method, headers) => {
    expect(() => checkOrigin(request(method, headers))).not.toThrow();
  });

  test.each<Record<string, string>>([
    {},
    { origin: "https://evil.example" },
    { origin: "null" },
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site", origin: "https://other.example.org" },
  ])("refuses a POST with %j", (headers) => {
    expect(() => checkOrigin(request("POST", headers))).toThrow("another site");
  });
});

describe("clientAddress", () => {
  test("is the entry of the nearest proxy, or null", () => {
    expect(clientAddress(new Headers({ "x-forwarded-for": "203.0.113.9, 198.51.100.7" }))).toBe(
      "198.51.100.7",
    );
    expect(clientAddress(new Headers())).toBeNull();
  });
});
