import { createServer, type RequestListener } from "node:http";
import { afterEach, describe, expect, test } from "vitest";
import { askAgain, canBeAsked } from "./index";
import { ask, collect, until, useUpstream } from "./testing";
import type { Provider } from "./types";

const lab = useUpstream();
const signal = new AbortController().signal;

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** A provider whose every answer is written by `listener`, and the requests it got. */
async function answeredBy(listener: RequestListener): Promise<{ provider: Provider; paths: string[] }> {
  const paths: string[] = [];
  const server = createServer((request, response) => {
    paths.push(`${request.method} ${request.url}`);
    listener(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return { provider: lab.provider("responses", `http://127.0.0.1:${port}/v1`), paths };
}

const answering = (status: number, body: unknown, type = "application/json") =>
  answeredBy((_, response) => {
    response.writeHead(status, { "content-type": type });
    response.end(typeof body === "string" ? body : JSON.stringify(body));
  });

const refusal = (code: string) => ({ error: { message: "No.", type: "invalid_request_error", code } });
const counts = { input_tokens: 12, output_tokens: 5, total_tokens: 17 };
const usage = {
  inputTokens: 12,
  cachedInputTokens: 0,
  cacheWriteTokens: 0,
  outputTokens: 5,
  reasoningTokens: 0,
};

describe("askAgain", () => {
  test("tells the usage of an answer that was stopped, as the provider's book has it", async () => {
    const stop = new AbortController();
    void until(() => (lab.upstream.book().calls[0]?.outputTokens ?? 0) > 3).then(() => stop.abort());
    const request = ask("[[upstream:slow:10+tokens:400+cached:2]]");
    const stopped = await collect(lab.provider("responses"), request, { signal: stop.signal });
    const [started] = stopped.events;
    const id = started?.type === "started" ? (started.responseId ?? "") : "";
    await until(() => lab.upstream.book().calls[0]?.outcome === "disconnected");
    const [booked] = lab.upstream.book().calls;
    expect(await askAgain(lab.provider("responses"), id, { signal })).toEqual({
      status: "done",
      report: {
        usage: {
          inputTokens: booked?.inputTokens,
          cachedInputTokens: 2,
          cacheWriteTokens: 0,
          outputTokens: booked?.outputTokens,
          reasoningTokens: 0,
        },
      },
      serviceTier: null,
    });
  });

  test("says that the model is still at work", async () => {
    const stop = new AbortController();
    const request = ask("[[upstream:tokens:9+stall:3]]");
    const answer = collect(lab.provider("responses"), request, { signal: stop.signal });
    await until(() => lab.upstream.book().calls[0]?.outputTokens === 3);
    const id = lab.upstream.book().calls[0]?.responseId ?? "";
    expect(await askAgain(lab.provider("responses"), id, { signal })).toEqual({ status: "working" });
    stop.abort();
    await answer;
  });

  test.each(["completed", "incomplete", "failed", "cancelled"])(
    "takes the usage of one that %s",
    async (status) => {
      const body = { id: "resp_1", object: "response", status, usage: counts, service_tier: "flex" };
      const { provider, paths } = await answering(200, body);
      expect(await askAgain(provider, "resp_1", { signal })).toEqual({
        status: "done",
        report: { usage },
        serviceTier: "flex",
      });
      expect(paths).toEqual(["GET /v1/responses/resp_1"]);
    },
  );

  test.each([
    [{ input_tokens: 12, output_tokens: -5 }, "rejected"],
    [{ input_tokens: "12", output_tokens: 5 }, "rejected"],
    [null, "missing"],
    [undefined, "missing"],
  ])("trusts a usage of %j no more than in a stream", async (given, fault) => {
    const { provider } = await answering(200, { id: "resp_1", status: "completed", usage: given });
    expect(await askAgain(provider, "resp_1", { signal })).toMatchObject({ report: { usage: null, fault } });
  });

  test.each([
    ["another's response", 200, { id: "resp_2", status: "completed", usage: counts }, "unknown"],
    ["a 404", 404, refusal("not_found"), "unknown"],
    ["a 400", 400, refusal("invalid_value"), "unknown"],
    ["a 410", 410, "gone", "unknown"],
    ["a 405", 405, "", "unsupported"],
    ["a 501", 501, refusal("not_implemented"), "unsupported"],
    ["a redirect", 302, "", "unsupported"],
    ["JSON of another kind", 200, [1, 2], "unsupported"],
    ["a status that is none", 200, { id: "resp_1", status: 7 }, "unsupported"],
    ["no JSON", 200, "<!doctype html>", "unsupported"],
    ["nothing", 200, "", "unsupported"],
  ])("takes %s for an answer as well", async (...[, code, body, status]) => {
    const { provider, paths } = await answering(code, body);
    expect(await askAgain(provider, "resp_1", { signal })).toEqual({ status });
    expect(paths).toHaveLength(1);
  });

  test("hangs up on a stream that nobody asked for", async () => {
    let isClosed = false;
    const { provider } = await answeredBy((_, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" }).write(": endless\n\n");
      response.once("close", () => {
        isClosed = true;
      });
    });
    expect(await askAgain(provider, "resp_1", { signal })).toEqual({ status: "unsupported" });
    await until(() => isClosed);
  });

  test.each([
    [401, "unauthorized"],
    [403, "unauthorized"],
    [408, "unavailable"],
    [429, "rate_limited"],
    [500, "unavailable"],
    [503, "unavailable"],
  ])("fails for a %i, which may be otherwise the next time", async (code, failure) => {
    const { provider, paths } = await answering(code, refusal("busy"));
    await expect(askAgain(provider, "resp_1", { signal })).rejects.toMatchObject({
      code: "provider_failed",
      failure,
    });
    expect(paths).toHaveLength(1);
  });

  test("fails when nobody is there, or the connection breaks", async () => {
    const { provider } = await answeredBy((request) => request.destroy());
    await expect(askAgain(provider, "resp_1", { signal })).rejects.toMatchObject({ failure: "unavailable" });
    for (const close of closing.splice(0)) close();
    await expect(askAgain(provider, "resp_1", { signal })).rejects.toMatchObject({ failure: "unavailable" });
  });

  test("stops when it is told to", async () => {
    const stop = new AbortController();
    const { provider, paths } = await answeredBy(() => undefined);
    void until(() => paths.length === 1).then(() => stop.abort());
    await expect(askAgain(provider, "resp_1", { signal: stop.signal })).rejects.toMatchObject({
      failure: "aborted",
    });
  });

  test.each([
    "",
    ".",
    "..",
    "../models",
    "a/b",
    "a b",
    "resp_1?stream=true",
    "\ud800",
    "é",
    "x".repeat(1_025),
  ])("asks nobody for an id like %j", async (id) => {
    const { provider, paths } = await answering(200, {});
    expect(await askAgain(provider, id, { signal })).toEqual({ status: "unknown" });
    expect(paths).toEqual([]);
  });

  test("asks nobody who speaks no Responses", async () => {
    const { provider, paths } = await answering(200, {});
    expect(await askAgain({ ...provider, dialect: "chat" }, "resp_1", { signal })).toEqual({
      status: "unsupported",
    });
    expect(paths).toEqual([]);
  });
});

describe("canBeAsked", () => {
  test.each([
    ["openai", "responses", true],
    ["azure", "responses", true],
    ["compatible", "responses", true],
    ["compatible", "detect", true],
    ["compatible", "chat", false],
    ["openai", "chat", false],
    ["openrouter", "responses", false],
    ["groq", "responses", false],
    ["demo", "responses", false],
  ] as const)("says of %s in %s: %s", (id, dialect, answer) => {
    expect(canBeAsked({ id, dialect })).toBe(answer);
  });

  test("goes with what requests say about being stored", async () => {
    for (const id of ["compatible", "openrouter"]) {
      await collect({ ...lab.provider("responses"), id }, ask("Hi"));
    }
    expect(lab.upstream.requests().map(({ body }) => body)).toEqual([
      expect.objectContaining({ store: true }),
      expect.objectContaining({ store: false }),
    ]);
  });
});
