import { describe, expect, test } from "vitest";
import type { RunEvent, RunOutcome } from "@/lib/assistants/types";
import { afterEvent, type Exchange, keysOfFinished, keysOfStored, newExchange, overlay } from "./exchanges";

const outcome: RunOutcome = {
  status: "completed",
  messageId: "a2",
  model: "m",
  simulated: false,
  assistantName: null,
  text: "Hello there.",
  costUsd: "0.0003",
  certainty: "exact",
  usage: null,
  durationMs: 1200,
  cutToBudget: false,
  downgradeReason: null,
  incompleteReason: null,
  error: null,
};

function sent(given: Partial<Exchange> = {}): Exchange {
  const started = { runId: "r2", userMessageId: "u2", answerMessageId: "a2" };
  return newExchange({ key: "k", question: "Hi", started, ...given });
}

const user = (id: string) => ({ id, role: "user" as const, settled: true });
const answer = (id: string, settled = true) => ({ id, role: "assistant" as const, settled });

function names(shown: ReturnType<typeof overlay>): string[] {
  return shown.map((item) => (item.kind === "stored" ? item.message.id : `live ${item.kind}`));
}

describe("afterEvent", () => {
  test("grows by deltas and ends with what the server settled", () => {
    const events: RunEvent[] = [
      { id: 1, type: "snapshot", data: { text: "He" } },
      { id: 2, type: "delta", data: { text: "llo" } },
      { id: 3, type: "done", data: outcome },
      { id: 4, type: "end", data: {} },
    ];
    const after = events.reduce(afterEvent, sent());
    expect(after).toMatchObject({ text: "Hello there.", outcome, lastEventId: 4 });
  });

  test("shows no word twice when events are repeated", () => {
    const delta: RunEvent = { id: 2, type: "delta", data: { text: "x" } };
    expect(afterEvent(afterEvent(sent(), delta), delta).text).toBe("x");
  });

  test("takes a snapshot as the whole text, also after a reconnection", () => {
    const before = sent({ text: "Hel", lastEventId: 7, link: "reconnecting" });
    const after = afterEvent(before, { id: 7, type: "snapshot", data: { text: "Hello" } });
    expect(after).toMatchObject({ text: "Hello", link: "open" });
  });
});

describe("overlay", () => {
  test("adds a question and its answer at once", () => {
    expect(names(overlay([user("u1"), answer("a1")], [sent({ started: null })]))).toEqual([
      "u1",
      "a1",
      "live question",
      "live answer",
    ]);
  });

  test("does not repeat what the server already has", () => {
    expect(names(overlay([user("u2"), answer("a2", false)], [sent()]))).toEqual(["u2", "live answer"]);
    expect(names(overlay([user("u2")], [sent()]))).toEqual(["u2", "live answer"]);
  });

  test("keeps what the server already knows of a running answer", () => {
    const unfinished = { ...answer("a2", false), model: "a cheaper one" };
    const [, live] = overlay([{ ...user("u2"), model: null }, unfinished], [sent()]);
    expect(live).toMatchObject({ kind: "answer", stored: unfinished });
    expect(overlay([user("u2")], [sent()]).at(-1)).toMatchObject({ kind: "answer", stored: null });
  });

  test("gives way to the server's final copy", () => {
    expect(names(overlay([user("u2"), answer("a2")], [sent({ outcome })]))).toEqual(["u2", "a2"]);
  });

  test("puts a retry in the place of the answer it retries", () => {
    const retry = sent({ question: null, replaces: "a1", started: null });
    expect(names(overlay([user("u1"), answer("a1")], [retry]))).toEqual(["u1", "live answer"]);
  });

  test("puts a retry in the place of an answer that the server's copy has not reached yet", () => {
    const first = sent({ key: "first", outcome });
    const retry = newExchange({ key: "retry", replaces: "a2" });
    expect(names(overlay([], [first, retry]))).toEqual(["live question", "live answer"]);
    expect(names(overlay([user("u2")], [first, retry]))).toEqual(["u2", "live answer"]);
    expect(names(overlay([user("u2"), answer("a2")], [first, retry]))).toEqual(["u2", "live answer"]);
  });

  test("shows the old answer again when the retry is over and the server has both", () => {
    const retry = sent({ question: null, replaces: "a1" });
    expect(names(overlay([user("u1"), answer("a2")], [retry]))).toEqual(["u1", "a2"]);
  });

  test("does not bring back an answer of this page whose retry the server already has", () => {
    const first = sent({ outcome, ended: true });
    const retry = sent({
      key: "retry",
      question: null,
      replaces: "a2",
      started: { runId: "r3", userMessageId: "u2", answerMessageId: "a3" },
      outcome,
    });
    expect(names(overlay([user("u2"), answer("a3")], [first, retry]))).toEqual(["u2", "a3"]);
  });

  test("follows a run that another page started", () => {
    const followed = newExchange({
      key: "r2",
      started: { runId: "r2", userMessageId: "", answerMessageId: "a2" },
    });
    expect(names(overlay([user("u2"), answer("a2", false)], [followed]))).toEqual(["u2", "live answer"]);
  });
});

const page = (...ids: string[]) => ids.map((id) => (id.startsWith("u") ? user(id) : answer(id)));

describe("overlay, where something is replaced", () => {
  const edit = (given: Partial<Exchange> = {}) =>
    newExchange({ key: "edit", question: "Hi again", replaces: "u1", ...given });

  test("takes away an edited question with all that followed it, at once", () => {
    expect(names(overlay(page("u1", "a1", "u2", "a2"), [edit()]))).toEqual(["live question", "live answer"]);
    expect(names(overlay(page("u1", "a1", "u2", "a2"), [edit({ replaces: "u2" })]))).toEqual([
      ...["u1", "a1", "live question", "live answer"],
    ]);
  });

  test("brings it all back when the edit was refused and its exchange is gone", () => {
    expect(names(overlay(page("u1", "a1", "u2", "a2"), []))).toEqual(["u1", "a1", "u2", "a2"]);
  });

  test("keeps the place of the edit until the server's page has it", () => {
    const started = { runId: "r3", userMessageId: "u3", answerMessageId: "a3" };
    expect(names(overlay(page("u1", "a1"), [edit({ started })]))).toEqual(["live question", "live answer"]);
    expect(names(overlay([user("u3"), answer("a3", false)], [edit({ started })]))).toEqual([
      ...["u3", "live answer"],
    ]);
    expect(names(overlay(page("u3", "a3"), [edit({ started, outcome })]))).toEqual(["u3", "a3"]);
  });

  test("takes away exchanges of this page that the server's copy has not reached yet", () => {
    const first = sent({ key: "first", outcome });
    expect(names(overlay([], [first, edit({ replaces: "u2" })]))).toEqual(["live question", "live answer"]);
    expect(names(overlay(page("u2", "a2"), [first, edit({ replaces: "u2" })]))).toEqual([
      ...["live question", "live answer"],
    ]);
  });

  test("takes away what followed an answer that is asked for again", () => {
    const retry = newExchange({ key: "retry", replaces: "a1" });
    expect(names(overlay(page("u1", "a1", "u2", "a2"), [retry]))).toEqual(["u1", "live answer"]);
  });

  test("shows the words of a cut answer at once where it goes on", () => {
    const more = newExchange({ key: "more", replaces: "a1", begun: "Cut te" });
    const [, live] = overlay(page("u1", "a1"), [more]);
    expect(live).toMatchObject({ kind: "answer", exchange: { text: "Cut te" } });
  });

  test("does not bring back an answer that the server has shown, once another branch is chosen", () => {
    const waiting = sent({ outcome });
    const messages = page("u2", "a2");
    expect(keysOfStored([waiting], new Map(messages.map((one) => [one.id, one])))).toEqual(["k"]);
    expect(names(overlay(page("u9", "a9"), [{ ...waiting, stored: true }]))).toEqual(["u9", "a9"]);
  });
});

describe("keysOfFinished", () => {
  const stored = (...messages: ReturnType<typeof answer>[]) =>
    new Map(messages.map((message) => [message.id, message]));

  test("keeps an exchange until the server has its answer and its title has come", () => {
    expect(keysOfFinished([sent({ outcome })], stored(answer("a2")))).toEqual([]);
    expect(keysOfFinished([sent({ outcome, ended: true })], stored())).toEqual([]);
    expect(keysOfFinished([sent({ outcome, ended: true })], stored(answer("a2")))).toEqual(["k"]);
  });

  test("lets go of a reading that the server has overtaken", () => {
    expect(keysOfFinished([sent()], stored(answer("a2")))).toEqual(["k"]);
    expect(keysOfFinished([sent({ outcome, link: "lost" })], stored(answer("a2")))).toEqual(["k"]);
  });

  test("lets go of an answer whose retry the server has, and not before", () => {
    const started = { runId: "r1", userMessageId: "u2", answerMessageId: "a1" };
    const first = sent({ key: "first", started, outcome });
    const retry = sent({ key: "retry", question: null, replaces: "a1", outcome });
    expect(keysOfFinished([first, retry], stored(answer("a2", false)))).toEqual([]);
    expect(keysOfFinished([first, retry], stored(answer("a2")))).toEqual(["first"]);
  });
});
