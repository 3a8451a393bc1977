import { beforeAll, describe, expect, test } from "vitest";
import { newId } from "@/db/id";
import { organisations } from "@/db/schema";
import { makeMember } from "@/db/testing/fixtures";
import { useOwnDb } from "@/db/testing/own-db";
import { getImageHosts, readImageHost, setImageHosts } from ".";
import { rememberFor } from "./remember";

const own = useOwnDb();
beforeAll(async () => {
  await own.db.insert(organisations).values({ id: newId(), name: "Northwind" });
});

const newCtx = async (role: "admin" | "member") => ({ db: own.db, actor: await makeMember(own.db, role) });

describe("readImageHost", () => {
  test.each([
    [" Images.Example.ORG ", "images.example.org"],
    ["*.Example.org", "*.example.org"],
    ["example.org.", "example.org"],
    ["bücher.example", "xn--bcher-kva.example"],
    ["*.例え.jp", "*.xn--r8jz45g.jp"],
    ["ｅxample.org", "example.org"],
    ["a-b.c1.example.co.uk", "a-b.c1.example.co.uk"],
    ["*.example.co.uk", "*.example.co.uk"],
    ["someone.github.io", "someone.github.io"],
  ])("reads %j as %s", (typed, host) => {
    expect(readImageHost(typed)).toBe(host);
  });

  test.each([
    ["", "no host"],
    ["https://example.org", "scheme"],
    ["//example.org", "goes on after"],
    ["example.org/pictures", "goes on after"],
    ["example.org?x", "goes on after"],
    ["example.org#x", "goes on after"],
    ["example.org\\x", "goes on after"],
    ["example.org:443", "port"],
    ["me@example.org", "name before"],
    ["127.0.0.1", "number"],
    ["0x7f.1", "number"],
    ["2130706433", "number"],
    ["١٢٧.0.0.1", "no host"],
    ["[::1]", "number"],
    ["::1", "number"],
    ["localhost", "own computer"],
    ["*.localhost", "own computer"],
    ["LOCALHOST.", "own computer"],
    ["intranet", "one part"],
    ["*", "star"],
    ["*.*", "star"],
    ["*.com", "top level"],
    ["*.co.uk", "anybody"],
    ["*.com.au", "anybody"],
    ["*.github.io", "anybody"],
    ["*.s3.eu-central-1.amazonaws.com", "anybody"],
    ["*.blob.core.windows.net", "anybody"],
    ["*.googleusercontent.com", "anybody"],
    ["im*ges.example.org", "star"],
    ["a.*.example.org", "star"],
    ["**.example.org", "star"],
    ["exa mple.org", "no host"],
    ["example.org; script-src *", "star"],
    ["example.org;script-src", "no host"],
    ["example.org,other.example", "no host"],
    ["'unsafe-inline'.example", "no host"],
    ["under_score.example.org", "no host"],
    ["-a.example.org", "no host"],
    ["a..example.org", "no host"],
    ["a.example.org\nb.example.org", "no host"],
    [`${"a".repeat(64)}.example.org`, "no host"],
    [`${"abcdefgh.".repeat(40)}org`, "no host"],
    ["data:image/png", "goes on after"],
    ["*.", "no host"],
    [".", "no host"],
  ])("refuses %j in one sentence", (typed, why) => {
    const read = () => readImageHost(typed);
    expect(read).toThrow(/^“[\s\S]*” [^.]*[\s\S]*\.$/);
    expect(read).toThrow(why);
  });
});

describe("setImageHosts", () => {
  test("stores each host once, and refuses all where one is wrong", async () => {
    const admin = await newCtx("admin");
    expect(await setImageHosts(admin, { hosts: ["B.example.org", "*.a.example", "b.example.org"] })).toEqual([
      "b.example.org",
      "*.a.example",
    ]);
    const refused = setImageHosts(admin, { hosts: ["fine.example.org", "*.com"] });
    await expect(refused).rejects.toMatchObject({ code: "invalid", details: { field: "hosts" } });
    const many = Array.from({ length: 21 }, (_, n) => `h${n}.example.org`);
    await expect(setImageHosts(admin, { hosts: many })).rejects.toThrow("Enter at most 20 hosts.");
    expect(await getImageHosts(own.db)).toEqual(["b.example.org", "*.a.example"]);
    expect(await setImageHosts(admin, { hosts: many.slice(1) })).toHaveLength(20);
    expect(await setImageHosts(admin, { hosts: [] })).toEqual([]);
  });

  test("is for admins", async () => {
    const member = await newCtx("member");
    await expect(setImageHosts(member, { hosts: [] })).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("rememberFor", () => {
  function counted(instead = -1, waitMs = 10_000) {
    const clock = { now: 0 };
    const waiting: ((value: number) => void)[] = [];
    const read = () => new Promise<number>((resolve) => waiting.push(resolve));
    const memory = rememberFor({ read, keptMs: 10, waitMs, instead, now: () => clock.now });
    return { memory, clock, waiting };
  }

  test("reads once for many who ask, and again when the time is over", async () => {
    const { memory, clock, waiting } = counted();
    const asked = [memory.get(), memory.get()];
    waiting[0]?.(1);
    expect(await Promise.all(asked)).toEqual([1, 1]);
    clock.now = 9;
    expect(await memory.get()).toBe(1);
    clock.now = 10;
    const next = memory.get();
    waiting[1]?.(2);
    expect(await next).toBe(2);
    expect(waiting).toHaveLength(2);
  });

  test("keeps nothing that was read before it had to forget", async () => {
    const { memory, waiting } = counted();
    const before = memory.get();
    memory.forget();
    const after = memory.get();
    waiting[1]?.(2);
    expect(await after).toBe(2);
    waiting[0]?.(1);
    await before;
    expect(await memory.get()).toBe(2);
  });

  test("answers the safe value where reading takes too long, and what was read afterwards", async () => {
    const { memory, waiting } = counted(-1, 1);
    expect(await memory.get()).toBe(-1);
    waiting[0]?.(1);
    await expect.poll(() => memory.get()).toBe(1);
  });
});
