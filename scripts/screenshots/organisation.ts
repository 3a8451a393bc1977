import type { Db } from "@/db/client";
import { ctxOf, limit, OWNER } from "@/e2e/fixtures/people";
import { recordAnswer } from "@/e2e/fixtures/spend";
import { periodStart, setBudget } from "@/lib/budgets";
import { PICO_PER_USD, parseUsd } from "@/lib/money";
import { addMember, createOrganisation } from "@/lib/org";
import { getMemberMonth } from "@/lib/reports";
import { PARTITIONS, PRICING, TESTIMONIALS, TOPICS } from "./threads";

const DAY_MS = 86_400_000;
/** More than seven weeks, so that this month can be compared with the one before. */
const DAYS = 54;
const CENT = parseUsd("0.01");
const LIMITS_USD = ["3", "5", "8", "12", "20", "40"];
const EACH_MONTH = { period: "month", unit: "usd", onLimit: "block" } as const;
const PASSWORD = "a password for pictures";
const MODELS = ["gpt-4o", "gpt-4o-mini", "gpt-4.1", "gpt-4o", "gpt-4.1-mini"];
/** Member 07 and Member 08, whose day the stories fill. */
const STORIES = [6, 7];
/** What one token of an answer of gpt-4o costs. */
const OUTPUT_PICO_USD = 10_000_000n;

type Person = { userId: string; email: string; name: string; password: string };

/** The people of the pictures: the owner, the one who chats and the one whose budget is used up. */
export type Cast = { owner: Person; member: Person; blocked: Person };

/** A small organisation of twelve members with eight weeks behind it; the same at every call but for the date. */
export async function makeOrganisation(db: Db): Promise<Cast> {
  const owner = await createOrganisation(db, OWNER);
  const people: Person[] = [{ ...owner, password: OWNER.password }];
  for (let number = 2; number <= 12; number++) {
    const name = `Member ${String(number).padStart(2, "0")}`;
    const email = `member-${number}@example.org`;
    const added = await addMember(db, { name, email, password: PASSWORD, role: "member" });
    people.push({ ...added, password: PASSWORD });
  }
  for (const [index, { userId }] of people.entries()) await spendDays(db, userId, index);
  const [member, blocked] = [people[6], people[7]];
  if (!member || !blocked) throw new Error("There are fewer members than the pictures need.");
  await tellStories(db, member.userId);
  await fillMonth(db, blocked.userId);
  await setBudgets(db, people, { member, blocked });
  return { owner: { ...owner, password: OWNER.password }, member, blocked };
}

/** A few answers on each working day, hardly any at weekends; more from some members than from others. */
async function spendDays(db: Db, userId: string, index: number): Promise<void> {
  const random = seeded(index + 1);
  const eagerness = 0.6 + ((index * 7) % 11) / 6;
  const threads = new Map<string, Awaited<ReturnType<typeof recordAnswer>>>();
  for (let answers = 0, daysAgo = DAYS; daysAgo >= 0; daysAgo--) {
    const day = new Date(Date.now() - daysAgo * DAY_MS);
    const isWeekend = day.getUTCDay() % 6 === 0;
    if (random() > (isWeekend ? 0.2 : 0.9) || (daysAgo === 0 && STORIES.includes(index))) continue;
    const topic = TOPICS[(index * 3 + Math.floor(answers++ / 3) * 7) % TOPICS.length] ?? "Notes";
    const burst = index === 4 && daysAgo === 5 ? 4 : 1;
    const thread = await recordAnswer(db, {
      userId,
      at: new Date(periodStart("day", day, "UTC").getTime() + 1_000 * (1 + answers)),
      question: `${topic}: can you help?`,
      answer: "Of course. Here is a first version to work from.",
      model: MODELS[Math.floor(random() * MODELS.length)] ?? "gpt-4o",
      inputTokens: Math.round((30_000 + random() * 80_000) * eagerness * burst),
      cachedInputTokens: Math.round(10_000 * random()),
      outputTokens: Math.round((6_000 + random() * 20_000) * eagerness * burst),
      durationMs: 2_000 + Math.round(random() * 9_000),
      thread: threads.get(topic) ?? { title: topic },
    });
    threads.set(topic, thread);
  }
}

/** The threads that are opened in the pictures: about $0.48 today. */
async function tellStories(db: Db, userId: string): Promise<void> {
  const now = Date.now();
  const since = periodStart("day", new Date(now), "UTC").getTime();
  const at = (part: number) => new Date(since + (now - since) * part);
  await recordAnswer(db, {
    userId,
    at: at(0.3),
    question: "Draft the mail for day two.",
    answer: "Subject: the one thing to do today",
    model: "gpt-4o",
    inputTokens: 60_000,
    outputTokens: 4_500,
    thread: { title: "Onboarding email, draft 2" },
  });
  await recordAnswer(db, {
    userId,
    ...PARTITIONS,
    at: at(0.6),
    model: "gpt-4o",
    inputTokens: 84_200,
    cachedInputTokens: 61_440,
    outputTokens: 3_200,
    thread: PARTITIONS,
    durationMs: 2_300,
  });
  const thread = await recordAnswer(db, {
    userId,
    ...PRICING.earlier,
    at: at(0.8),
    model: "gpt-4o",
    inputTokens: 36_000,
    outputTokens: 3_000,
    thread: PRICING,
  });
  await recordAnswer(db, {
    userId,
    ...PRICING,
    at: at(0.9),
    model: "gpt-4o-mini",
    inputTokens: 1_204,
    cachedInputTokens: 980,
    outputTokens: 312,
    thread,
    durationMs: 1_200,
  });
}

/** Fills a member's month up to a whole number of dollars; the last answer is the one that was shortened. */
async function fillMonth(db: Db, userId: string): Promise<void> {
  const now = new Date();
  const call = { userId, model: "gpt-4o", inputTokens: 3_310, cachedInputTokens: 2_940 };
  const toCome = 2n * parseUsd("0.0046") + 324n * OUTPUT_PICO_USD;
  const missing = PICO_PER_USD - (((await spentThisMonth(db, userId)) + toCome) % PICO_PER_USD);
  await recordAnswer(db, {
    userId,
    at: new Date(now.getTime() - 120_000),
    question: "Merge the twelve transcripts into one text.",
    answer: "Here is the text.",
    model: "gpt-4o",
    inputTokens: 0,
    outputTokens: Number(missing / OUTPUT_PICO_USD),
    thread: { title: "Transcripts of the interviews" },
  });
  const before = { ...call, ...TESTIMONIALS.earlier, at: new Date(now.getTime() - 60_000), durationMs: 900 };
  const thread = await recordAnswer(db, { ...before, outputTokens: 38, thread: TESTIMONIALS });
  await recordAnswer(db, {
    ...call,
    ...TESTIMONIALS,
    at: now,
    outputTokens: 286,
    durationMs: 2_700,
    thread,
    ending: "shortened",
  });
}

/** Limits around what each has spent, so that every kind of bar is seen; the blocked one has less than a cent left. */
async function setBudgets(db: Db, people: Person[], { member, blocked }: Omit<Cast, "owner">): Promise<void> {
  const [owner] = people;
  if (!owner) throw new Error("There is nobody to set budgets.");
  const ctx = ctxOf(db, { userId: owner.userId, role: "owner" });
  for (const { userId } of people) {
    const spent = await spentThisMonth(db, userId);
    const round = LIMITS_USD.map(parseUsd).find((limit) => limit > spent) ?? spent;
    const limit = userId === blocked.userId ? (spent / CENT + 1n) * CENT : round;
    await setBudget(ctx, { ...EACH_MONTH, scope: "member", scopeId: userId, limit });
  }
  await setBudget(ctx, { ...EACH_MONTH, scope: "org", scopeId: null, limit: parseUsd("120") });
  await limit(db, member, { usd: "0.60", period: "day" });
}

async function spentThisMonth(db: Db, userId: string): Promise<bigint> {
  const { total } = await getMemberMonth(ctxOf(db, { userId, role: "member" }), {});
  return total.costPicoUsd;
}

/** A small generator of numbers from 0 to 1, the same ones for the same seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed * 0x9e3779b9;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
