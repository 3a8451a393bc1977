import { describe, expect, test } from "vitest";
import { attachment } from "../../disposition";
import { toByteStream } from "./byte-stream";

const LONG = "x".repeat(40_000);

describe("attachment", () => {
  test.each([
    ["Plan.md", "attachment; filename=\"Plan.md\"; filename*=UTF-8''Plan.md"],
    ["Café ☕.md", "attachment; filename=\"Cafe _.md\"; filename*=UTF-8''Caf%C3%A9%20%E2%98%95.md"],
    [
      "a\"b\\c'(d)*%.md",
      "attachment; filename=\"a_b_c'(d)*_.md\"; filename*=UTF-8''a%22b%5Cc%27%28d%29%2A%25.md",
    ],
    [
      "x\r\nSet-Cookie: y\ud800",
      "attachment; filename=\"x__Set-Cookie: y_\"; filename*=UTF-8''x%0D%0ASet-Cookie%3A%20y%EF%BF%BD",
    ],
  ])("of %j is a header that any reader takes", (name, header) => {
    expect(attachment(name)).toBe(header);
    expect(new Headers({ "content-disposition": header }).get("content-disposition")).toBe(header);
  });
});

describe("toByteStream", () => {
  test("asks for no more than is read, and lets go when its reader does", async () => {
    const asked: number[] = [];
    let ended = false;
    async function* pieces() {
      try {
        for (let n = 0; n < 100; n += 1) {
          asked.push(n);
          yield LONG;
        }
      } finally {
        ended = true;
      }
    }
    const reader = (await toByteStream(pieces())).getReader();
    expect(asked.length).toBe(2);
    await reader.read();
    expect(asked.length).toBe(2);
    await reader.read();
    expect(asked.length).toBe(4);
    await reader.cancel();
    expect(ended).toBe(true);
  });

  test("gives the whole text, also an empty one", async () => {
    async function* pieces(count: number) {
      for (let n = 0; n < count; n += 1) yield `${LONG}é`;
    }
    expect(await new Response(await toByteStream(pieces(5))).text()).toBe(`${LONG}é`.repeat(5));
    expect(await new Response(await toByteStream(pieces(0))).text()).toBe("");
  });

  test("throws what fails at once, and fails where it fails later", async () => {
    async function* pieces(count: number) {
      for (let n = 0; n < count; n += 1) yield LONG;
      throw new Error("gone");
    }
    await expect(toByteStream(pieces(1))).rejects.toThrow("gone");
    await expect(new Response(await toByteStream(pieces(4))).text()).rejects.toThrow("gone");
  });
});
