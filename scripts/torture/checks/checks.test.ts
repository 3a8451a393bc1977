import { describe, expect, test } from "vitest";
import { plainMessage } from "../send";
import { newSent, nonceIn, type Sent } from "../sent";
import { createTimeline } from "../timeline";
import { findDuplicates } from "./find-duplicates";
import { findLost } from "./find-lost";
import { countMisdated } from "./find-misdated";
import { findMisread } from "./find-misread";
import type { Stored, StoredAttempt, StoredReservation, StoredRun } from "./read-stored";
import { timeRecovery } from "./time-recovery";

const USER = "user-1";

function send(nonce: string, given: Partial<Sent> = {}): Sent {
  const outgoing = { nonce, userId: USER, plan: plainMessage(0), threadId: null, apiKeyId: null };
  const accepted = { answer: "accepted", runId: `run-${nonce}`, threadId: "t", instance: 0, incarnation: 1 };
  return Object.assign(newSent({ ...outgoing, door: "browser" }), accepted, given);
}

/** Rows with what the checks look at; the other columns do not matter to them. */
function run(sent: Sent, given: Partial<StoredRun> = {}): StoredRun {
  const { nonce, storedKey } = sent;
  const ids = { id: `run-${nonce}`, userMessageId: `q-${nonce}`, answerMessageId: `a-${nonce}` };
  return Object.assign(
    row<StoredRun>(),
    ids,
    { userId: USER, idempotencyKey: storedKey, status: "completed" },
    given,
  );
}

function store(runs: StoredRun[], sent: Sent[] = [], given: Partial<Stored> = {}): Stored {
  const messages: Stored["messages"] = new Map();
  for (const { nonce, text, threadId } of sent) {
    messages.set(`q-${nonce}`, { threadId: threadId ?? "", role: "user", content: text });
    messages.set(`a-${nonce}`, { threadId: threadId ?? "", role: "assistant", content: "An answer." });
  }
  const nothing = { attempts: [], reservations: [], prices: new Map(), aboveHold: 0, overruns: 0 };
  return { runs, messages, ...nothing, admissions: { admitted: 0, overLimit: 0, worstOver: 0n }, ...given };
}

function row<T>(): T {
  return {} as T;
}

test("a message's text begins with its nonce", () => {
  expect(nonceIn(send("n1-0x1x2").text)).toBe("n1-0x1x2");
  expect(nonceIn("Anything else")).toBeNull();
});

describe("findLost", () => {
  test("finds nothing where every accepted message has its run, its end and its place in the thread", () => {
    const sent = [send("n1"), send("n2", { answer: "refused", runId: null })];
    expect(findLost(sent, store([run(send("n1"))], sent))).toEqual([]);
  });

  test("names a message without a run, and one that is not in its thread", () => {
    const sent = [send("n1"), send("n2"), send("n3")];
    const stored = store(
      [run(send("n2")), run(send("n3"))],
      [send("n2", { threadId: "another" }), send("n3")],
    );
    stored.messages.delete("a-n3");
    expect(findLost(sent, stored)).toEqual([
      "Message n1 was accepted and has no run.",
      "Message n2 was accepted and is not in its thread.",
      "Message n3 was accepted and has no answer in its thread.",
    ]);
  });

  test("names every run without an end, whoever began it", () => {
    expect(findLost([], store([run(send("n1"), { status: "in_progress" })]))).toHaveLength(1);
  });

  test("asks of a program's message only for its run", () => {
    const sent = send("n1", { door: "program" });
    expect(findLost([sent], store([run(sent)]))).toEqual([]);
  });
});

describe("findDuplicates", () => {
  test("names a key that was answered with two runs, or accepted with another text", () => {
    const sent = [send("n1", { runIds: new Set(["a", "b"]) }), send("n2", { otherBody: "accepted" })];
    expect(findDuplicates(sent, store([]))).toHaveLength(2);
    expect(findDuplicates([send("n3", { runIds: new Set(["a"]), otherBody: "refused" })], store([]))).toEqual(
      [],
    );
  });

  test("names a key that two runs are stored with", () => {
    const twice = [run(send("n1")), run(send("n1"), { id: "another" })];
    expect(findDuplicates([], store(twice))).toHaveLength(1);
  });
});

describe("findMisread", () => {
  const seen = (text: string) => send("n1", { seen: text });
  const stored = store([run(send("n1"))], [send("n1")]);

  test("lets a reader have seen the beginning", () => {
    expect(findMisread([seen("An ans")], stored, createTimeline())).toEqual({ problems: [], shortened: 0 });
  });

  test("names a reader who saw something else, or more, of a process that nothing befell", () => {
    for (const text of ["Another", "An answer. And more."]) {
      expect(findMisread([seen(text)], stored, createTimeline()).problems).toHaveLength(1);
    }
  });

  test("lets the end be lost with the process that wrote it, and only with that one", () => {
    const timeline = createTimeline();
    timeline.begin({ kind: "app_kill", instance: 0, downMs: 0 }, 1);
    expect(findMisread([seen("An answer. And more.")], stored, timeline)).toEqual({
      problems: [],
      shortened: 1,
    });
    const later = Object.assign(seen("An answer. And more."), { incarnation: 2 });
    expect(findMisread([later], stored, timeline).problems).toHaveLength(1);
  });
});

describe("timeRecovery", () => {
  test("takes the time from the kill to the last call that was open on the killed process", () => {
    const timeline = createTimeline();
    const { fromMs } = timeline.begin({ kind: "app_kill", instance: 0, downMs: 0 }, 1);
    const attempt = (nonce: string, dispatchedMs: number, endedMs: number | null): StoredAttempt =>
      Object.assign(row<StoredAttempt>(), {
        runId: `run-${nonce}`,
        dispatchedAt: new Date(fromMs + dispatchedMs),
        endedAt: endedMs === null ? null : new Date(fromMs + endedMs),
      });
    const sent = [send("n1"), send("n2"), send("n3"), send("n4", { incarnation: 2 })];
    const attempts = [attempt("n1", -900, 12_000), attempt("n2", -900, -100), attempt("n4", -900, 30_000)];
    const runs = sent.map((one) => run(one));
    expect(timeRecovery(sent, store(runs, [], { attempts }), timeline)).toEqual({ orphans: 1, longestS: 12 });
    const never = store(runs, [], { attempts: [attempt("n3", -10, null)] });
    expect(timeRecovery(sent, never, timeline).longestS).toBe(Number.POSITIVE_INFINITY);
  });
});

test("a cost is misdated when it lies elsewhere than its call", () => {
  const at = (attemptId: string, occurredAt: string): StoredReservation =>
    Object.assign(row<StoredReservation>(), { attemptId, occurredAt: new Date(occurredAt) });
  const attempts = ["a", "b", "c"].map((id) =>
    Object.assign(row<StoredAttempt>(), {
      id,
      dispatchedAt: id === "c" ? null : new Date("2026-03-01T12:00:00Z"),
    }),
  );
  const reservations = [
    at("a", "2026-03-01T11:59:58Z"),
    at("b", "2026-03-01T15:00:00Z"),
    at("c", "2026-03-02T12:00:00Z"),
  ];
  expect(countMisdated(store([], [], { attempts, reservations }))).toBe(1);
});
