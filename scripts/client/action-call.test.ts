import { describe, expect, test } from "vitest";
import { actionRequest, resultIn } from "./action-call";

describe("resultIn", () => {
  test("finds what a server action returned among the rows of its reply", () => {
    const reply = '0:{"a":"$@1","f":"","b":"build"}\n1:{"ok":true,"data":{"runId":"r"}}\n';
    expect(resultIn(reply)).toEqual({ ok: true, data: { runId: "r" } });
  });

  test("reads a text that begins with a dollar", () => {
    expect(resultIn('0:{"a":"$@1"}\n1:{"message":"$$0.40 is left."}')).toEqual({ message: "$0.40 is left." });
  });

  test("is null for anything else", () => {
    expect(resultIn("<!doctype html>")).toBeNull();
    expect(resultIn('0:{"a":"$@2"}\n1:{"ok":true}')).toBeNull();
  });
});

test("an action's request names the action, the page and the member", () => {
  const input = { threadId: null, text: "Hello" };
  const call = { origin: "http://localhost:3000", path: "/", actionId: "a1", cookie: "c=1", input };
  expect(actionRequest(call)).toMatchObject({
    url: "http://localhost:3000/",
    headers: { "next-action": "a1", cookie: "c=1", origin: "http://localhost:3000" },
    body: '[{"threadId":null,"text":"Hello"}]',
  });
});
