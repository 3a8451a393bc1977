import { describe, expect, test } from "vitest";
import { streamAnswer } from "./index";
import { ask, collect, DIALECTS, finished, type Outcome, until, useUpstream } from "./testing";

const lab = useUpstream();

describe.each(DIALECTS)("streamAnswer, repeated or stopped in the %s dialect,", (dialect) => {
  test("waits as long as a 429 asks and then succeeds", async () => {
    const before = performance.now();
    const outcome = await collect(lab.provider(dialect), ask("[[upstream:429:2:0.1]]"));
    expect(performance.now() - before).toBeGreaterThan(190);
    expect(finished(outcome)).toMatchObject({ reason: "stop" });
    expect(lab.upstream.book().calls.map(({ status }) => status)).toEqual([429, 429, 200]);
  });

  test("gives up after three 429s and tells how long to wait", async () => {
    const outcome = await collect(lab.provider(dialect), ask("[[upstream:429:9:0.02]]"));
    expect(outcome.error).toMatchObject({ failure: "rate_limited", mayHaveCost: false, retryAfterMs: 20 });
    expect(lab.upstream.book().calls).toHaveLength(3);
  });

  test("does not hold a person up for a long Retry-After", async () => {
    const outcome = await collect(lab.provider(dialect), ask("[[upstream:429:9:120]]"));
    expect(outcome.error).toMatchObject({ failure: "rate_limited", retryAfterMs: 120_000 });
    expect(lab.upstream.book().calls).toHaveLength(1);
  });

  test("tries again after a 503 and answers", async () => {
    const outcome = await collect(lab.provider(dialect), ask("[[upstream:503:1:0]]"));
    expect(finished(outcome)).toMatchObject({ reason: "stop" });
    expect(lab.upstream.book().calls.map(({ status }) => status)).toEqual([503, 200]);
  });

  test("asks once when a 500 leaves open whether a model worked", async () => {
    const outcome = await collect(lab.provider(dialect), ask("[[upstream:500:9]]"));
    expect(outcome.error).toMatchObject({ failure: "unavailable", mayHaveCost: true });
    expect(lab.upstream.book().calls).toHaveLength(1);
  });

  test("reaches the provider when the caller stops in mid-stream", async () => {
    const stop = new AbortController();
    void until(() => (lab.upstream.book().calls[0]?.outputTokens ?? 0) > 5).then(() => stop.abort());
    const request = ask("[[upstream:slow:10+tokens:400]]");
    const outcome = await collect(lab.provider(dialect), request, { signal: stop.signal });
    expect(outcome.error).toMatchObject({ failure: "aborted", mayHaveCost: true });
    expect(outcome.text).not.toBe("");
    await until(() => lab.upstream.book().calls[0]?.clientDisconnected === true);
    expect(lab.upstream.book().calls[0]?.outputTokens).toBeLessThan(400);
  });

  test("reaches the provider when the caller leaves the loop", async () => {
    const signal = new AbortController().signal;
    for await (const event of streamAnswer(lab.provider(dialect), ask("[[upstream:slow:10]]"), { signal })) {
      if (event.type === "delta") break;
    }
    await until(() => lab.upstream.book().calls[0]?.clientDisconnected === true);
  });

  test("leaves other answers alone when many are stopped", async () => {
    const request = ask("[[upstream:slow:2+tokens:30]]");
    const outcomes = await Promise.all(
      Array.from({ length: 60 }, (_, index) => {
        const signal = index % 2 === 0 ? AbortSignal.timeout(index * 3) : new AbortController().signal;
        return collect(lab.provider(dialect), request, { signal });
      }),
    );
    for (const { text, error } of outcomes.filter((_, index) => index % 2 === 1)) {
      expect(error).toBeNull();
      expect(text).toHaveLength(120);
    }
    expect(outcomes.some(({ error }) => error?.failure === "aborted")).toBe(true);
  });

  test("makes no call when it is stopped beforehand", async () => {
    const outcome = await collect(lab.provider(dialect), ask("Hi"), { signal: AbortSignal.abort() });
    expect(outcome.error).toMatchObject({ failure: "aborted", mayHaveCost: false });
    expect(lab.upstream.book().calls).toEqual([]);
  });

  test("stops waiting for a retry when the caller stops", async () => {
    const stop = new AbortController();
    const ended: Outcome[] = [];
    const request = ask("[[upstream:429:9:10]]");
    void collect(lab.provider(dialect), request, { signal: stop.signal }).then((outcome) =>
      ended.push(outcome),
    );
    await until(() => lab.upstream.book().calls[0]?.outcome === "refused");
    await theRefusalToArrive();
    stop.abort();
    await until(() => ended.length === 1);
    expect(ended[0]?.error).toMatchObject({ failure: "aborted", mayHaveCost: false });
    expect(lab.upstream.book().calls).toHaveLength(1);
  });
});

/** What was asked after the refusal was sent is answered after it has come. */
async function theRefusalToArrive(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) await (await fetch(`${lab.upstream.origin}/control/book`)).text();
}
