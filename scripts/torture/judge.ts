import { cpus, loadavg } from "node:os";
import type { BookView } from "@/e2e/upstream/book";
import { type LedgerReport, verifyLedger } from "@/lib/ledger";
import { type BookSide, type Comparison, compareBooks, unrecordedPercent } from "./checks/compare-books";
import { findDuplicates } from "./checks/find-duplicates";
import { findLost } from "./checks/find-lost";
import { countMisdated } from "./checks/find-misdated";
import { findMisread } from "./checks/find-misread";
import { readBooks } from "./checks/read-books";
import { readStored, type Stored } from "./checks/read-stored";
import { timeRecovery } from "./checks/time-recovery";
import { type Report, toVerdict, type Verdict, verdict } from "./report";
import { fingerprint } from "./schedule/describe";
import type { World } from "./world";

const RECOVERY_S_MAX = 20;
const STREAMING_AGAIN_S_MAX = 5;
const UNRECORDED_ASKABLE_PERCENT_MAX = 0.25;
const UNRECORDED_PERCENT_MAX = 3;
const TIME_ZONE = "UTC";

/** Holds everything that was seen against everything that is stored. */
export async function judge(world: World, book: BookView): Promise<Report> {
  const { schedule, sent, timeline, db } = world;
  const stored = await readStored(db);
  const ledger = await verifyLedger(db, TIME_ZONE);
  const { calls, attempts } = readBooks(book.calls, sent, stored);
  const books = compareBooks(calls, attempts);
  const uncaught = await Promise.all(world.instances.map((instance) => instance.countUncaught()));
  const misread = findMisread(sent, stored, timeline);
  const verdicts = [
    ...judgeMessages(world, stored, misread.problems),
    verdict("Errors that nobody caught", {
      value: uncaught.reduce((sum, count) => sum + count, 0),
      limit: 0,
    }),
    ...judgeMoney(stored, ledger),
    ...judgeTimes(world, stored),
    ...judgeBooks(books),
  ];
  return {
    seed: schedule.seed,
    schedule: fingerprint(schedule),
    seconds: schedule.seconds,
    instances: schedule.instances,
    dialect: schedule.dialect,
    messages: {
      byAnswer: countBy(sent, ({ answer }) => answer ?? "unanswered"),
      byDoor: countBy(sent, ({ door }) => door),
    },
    runsByStatus: countBy(stored.runs, ({ status }) => status),
    faults: { ...countBy(timeline.happened(), ({ fault }) => fault.kind), ...world.proxy.counts().byWeather },
    notes: {
      Admissions: `${stored.admissions.admitted} budget rows raised; ${stored.overruns} overruns by the upstream`,
      Machine: `${cpus().length} cores, load ${loadavg()
        .map((load) => load.toFixed(1))
        .join(", ")} in the last 1, 5 and 15 minutes`,
      "Database away at most": `${longestOutage(world).toFixed(1)} s`,
      "Answers shortened by the end of a process": String(misread.shortened),
      "Charged beyond the upstream's book": describeSide(books.all.overrecorded, books.all.upstream),
    },
    verdicts,
    kept: verdicts.every(({ kept }) => kept),
  };
}

function judgeMessages({ sent, instances }: World, stored: Stored, misread: string[]): Verdict[] {
  const lost = findLost(sent, stored);
  const duplicates = findDuplicates(sent, stored);
  const crashes = instances.reduce((sum, instance) => sum + instance.crashes(), 0);
  const overstays = instances.reduce((sum, instance) => sum + instance.overstays(), 0);
  const byProgram = sent.filter(({ door, answer }) => door === "program" && answer === "accepted").length;
  return [
    verdict("Lost messages and runs", { value: lost.length, limit: 0 }, lost),
    verdict("Keys with two runs", { value: duplicates.length, limit: 0 }, duplicates),
    verdict("Readers who saw what is not stored", { value: misread.length, limit: 0 }, misread),
    verdict("Processes that ended by themselves", { value: crashes, limit: 0 }),
    verdict("Processes that were told to end and did not in 10 s", { value: overstays, limit: 0 }),
    toVerdict(
      "Doors without an answer",
      {
        value: byProgram > 0 ? "0" : "1",
        limit: "0",
        kept: byProgram > 0,
      },
      ["No program was ever answered at /v1/chat/completions."],
    ),
  ];
}

function judgeMoney(
  { reservations, admissions, aboveHold, ...stored }: Stored,
  ledger: LedgerReport,
): Verdict[] {
  const stuck = reservations.filter(({ state }) => state === "pending");
  const misdated = countMisdated({ ...stored, reservations, admissions, aboveHold });
  const overLimit = `The worst was ${admissions.worstOver} beyond its limit, in the budget's unit.`;
  return [
    verdict(
      "Stuck holds",
      { value: stuck.length, limit: 0 },
      stuck.map(({ id, attemptId }) => `Reservation ${id} of attempt ${attemptId}.`),
    ),
    verdict("Admissions beyond a limit", { value: admissions.overLimit, limit: 0 }, [overLimit]),
    verdict("Costs above their hold", { value: aboveHold, limit: 0 }),
    verdict("Ledger problems", { value: ledger.problems.length, limit: 0 }, ledger.problems),
    toVerdict("Ledger drift in pico-USD", {
      value: String(ledger.driftPicoUsd),
      limit: "0",
      kept: ledger.driftPicoUsd === 0n,
    }),
    verdict("Costs moved in time by a wrong clock", { value: misdated, limit: 0 }),
  ];
}

function judgeTimes({ sent, timeline }: World, stored: Stored): Verdict[] {
  const { orphans, longestS } = timeRecovery(sent, stored, timeline);
  const again = timeline.happened().flatMap(({ streamingAgainMs }) => streamingAgainMs);
  return [
    inSeconds(`Recovery of ${orphans} calls of killed processes`, longestS, RECOVERY_S_MAX),
    inSeconds(
      `Streaming again after the database, ${again.length} times`,
      Math.max(0, ...again) / 1_000,
      STREAMING_AGAIN_S_MAX,
    ),
  ];
}

function judgeBooks({ all, askable, unflagged, chargedTwice, unheld }: Comparison): Verdict[] {
  return [
    inPercent(
      "Upstream's cost that is not recorded, where it can be asked",
      askable,
      UNRECORDED_ASKABLE_PERCENT_MAX,
    ),
    inPercent("Upstream's cost that is not recorded, in all", all, UNRECORDED_PERCENT_MAX),
    verdict("Differences that are not flagged", { value: unflagged.length, limit: 0 }, unflagged),
    verdict("Answers charged twice", { value: chargedTwice.length, limit: 0 }, chargedTwice),
    verdict("Calls that nothing was held for", { value: unheld.length, limit: 0 }, unheld),
  ];
}

function longestOutage({ timeline }: World): number {
  const outages = timeline.happened().flatMap(({ fault, fromMs, toMs }) => {
    const isOutage = fault.kind === "postgres_restart" || fault.kind === "backend_kill";
    return isOutage && toMs !== null ? [toMs - fromMs] : [];
  });
  return Math.max(0, ...outages) / 1_000;
}

function inSeconds(name: string, value: number, limit: number): Verdict {
  return toVerdict(name, { value: `${value.toFixed(1)} s`, limit: `${limit} s`, kept: value <= limit });
}

function inPercent(name: string, side: BookSide, limit: number): Verdict {
  const value = unrecordedPercent(side);
  const evidence = [`${side.unrecorded} of ${side.upstream} pico-USD.`];
  return toVerdict(
    name,
    { value: `${value.toFixed(2)} %`, limit: `${limit} %`, kept: value <= limit },
    evidence,
  );
}

function describeSide(part: bigint, whole: bigint): string {
  return `${part} of ${whole} pico-USD (${unrecordedPercent({ upstream: whole, unrecorded: part, overrecorded: 0n }).toFixed(2)} %)`;
}

function countBy<T>(list: readonly T[], nameOf: (item: T) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const item of list) counts[nameOf(item)] = (counts[nameOf(item)] ?? 0) + 1;
  return counts;
}
