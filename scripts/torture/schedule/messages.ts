import type { Prng } from "../prng";
import type { LanePlan, MemberPlan, MessagePlan } from "./types";

/** More than any lane can send. */
const MESSAGES_PER_SECOND_MAX = 2;

type Size = { seconds: number; instances: number; members: number; departments: number };

/** What every member will send. Every fourth belongs to no department; every second also has a program at work. */
export function planMembers(prng: Prng, { members, departments, ...size }: Size): MemberPlan[] {
  return Array.from({ length: members }, (_, index) => {
    const draw = prng.fork(`member ${index}`);
    const doors: LanePlan["door"][] = index % 2 === 0 ? ["browser", "program"] : ["browser", "browser"];
    return {
      department: index % 4 === 3 ? null : index % departments,
      lanes: doors.map((door, lane) => planLane(draw.fork(`lane ${lane}`), door, size)),
    };
  });
}

export function planTitles(prng: Prng, count: number): string[] {
  return Array.from({ length: count }, () =>
    prng.weighted([
      ["normal", 40],
      ["no_usage", 2],
      ["absurd:huge", 1],
      ["cut:1", 1],
      ["500", 1],
      ["429:1:0", 1],
      ["html", 1],
      ["first:800", 2],
      ["stall:1", 1],
    ]),
  );
}

function planLane(
  prng: Prng,
  door: LanePlan["door"],
  size: { seconds: number; instances: number },
): LanePlan {
  const count = size.seconds * MESSAGES_PER_SECOND_MAX;
  return { door, messages: Array.from({ length: count }, () => planMessage(prng, door, size.instances)) };
}

function planMessage(prng: Prng, door: LanePlan["door"], instances: number): MessagePlan {
  const fault = prng.weighted(FAULTS);
  const neverEnds = /^(stall|hang)/.test(fault);
  const pace = `tokens:${prng.int(40, 220)}+slow:${prng.int(4, 20)}`;
  const stops = neverEnds || prng.chance(0.06);
  return {
    behaviour: [pace, fault].filter(Boolean).join("+"),
    words: prng.weighted([
      [prng.int(3, 40), 6],
      [prng.int(100, 600), 3],
      [prng.int(900, 1_500), 1],
    ]),
    newThread: prng.chance(0.3),
    instance: prng.int(0, instances - 1),
    stopAfterMs: stops ? prng.int(200, 2_500) : null,
    duplicate: prng.weighted([
      [null, 85],
      ["at_once", 10],
      ["other_body", 5],
    ] as const),
    pauseMs: prng.int(50, 500),
    outputTokensMax: prng.int(256, 700),
    stream: door === "browser" || prng.chance(0.6),
  };
}

/** Everything that e2e/upstream/behaviour.ts knows. What never ends by itself is rare: a member has to stop it. */
const FAULTS: [string, number][] = [
  ["", 620],
  ["first:900", 30],
  ["cached:12", 20],
  ["cachewrite:8", 10],
  ["reasoning:60", 20],
  ["no_usage", 20],
  ["absurd:negative", 4],
  ["absurd:huge", 4],
  ["absurd:string", 4],
  ["absurd:nan", 4],
  ["absurd:fraction", 4],
  ["absurd:cached", 4],
  ["absurd:reasoning", 4],
  ["cut:0", 4],
  ["cut:12", 10],
  ["early:9", 10],
  ["malformed:14", 10],
  ["error:11", 10],
  ["failed:17", 10],
  ["stall:6", 8],
  ["hang", 5],
  ["html", 8],
  ["json", 8],
  ["incomplete", 10],
  ["content_filter", 8],
  ["ignore_limit+tokens:900", 6],
  ["400", 4],
  ["401", 4],
  ["404", 4],
  ["429:1:0", 20],
  ["429:5:0", 6],
  ["500", 10],
  ["503:1:0", 10],
  ["529:2", 4],
];
