import { encode } from "next-auth/jwt";
import type { Db } from "@/db/client";
import { makeMember } from "@/db/testing/fixtures";
import { assignMember } from "@/lib/budgets";
import { createApiKey, createDepartment, createOrganisation, listApiKeys, savePlan } from "@/lib/org";
import type { Ctx } from "@/lib/org/types";
import { DEPARTMENTS } from "../schedule/make-schedule";
import type { Schedule } from "../schedule/types";

const SESSION_COOKIE = "authjs.session-token";
/** Keeps what is held for an answer small, so that many members can write at once below small limits. */
const OUTPUT_TOKENS_MAX = 900;

export type Person = {
  userId: string;
  /** What their browser brings. */
  cookie: string;
  /** What their program brings; null without one. */
  apiKey: { id: string; key: string } | null;
};

export type People = {
  owner: Ctx & { db: Db };
  planId: string;
  departmentIds: string[];
  /** In the order of the schedule's members. */
  members: Person[];
  /** Nobody's limits but the organisation's hold for them. */
  probe: Person;
};

/** An organisation with everybody whom the schedule names, all on one plan and all signed in. */
export async function makePeople(db: Db, secret: string, schedule: Schedule): Promise<People> {
  const { userId } = await createOrganisation(db, {
    organisationName: "Tortured",
    name: "Member 00",
    email: "owner@example.org",
    password: "only for this run",
  });
  const owner = { db, actor: { userId, role: "owner", departmentId: null } } satisfies Ctx;
  const { planId } = await savePlan(owner, {
    name: "Torture",
    models: null,
    inputTokensMax: null,
    outputTokensMax: OUTPUT_TOKENS_MAX,
    requestPicoUsdMax: null,
  });
  const departmentIds: string[] = [];
  for (let made = 0; made < DEPARTMENTS; made++) {
    const { departmentId } = await createDepartment(owner, { name: `Department ${made}` });
    departmentIds.push(departmentId);
  }
  const members: Person[] = [];
  for (const { department, lanes } of schedule.members) {
    const person = await makePerson(db, secret, { hasProgram: lanes.some(({ door }) => door === "program") });
    const departmentId = department === null ? null : (departmentIds[department] ?? null);
    await assignMember(owner, { userId: person.userId, departmentId, planId });
    members.push(person);
  }
  const probe = await makePerson(db, secret, { hasProgram: true });
  return { owner, planId, departmentIds, members, probe };
}

async function makePerson(db: Db, secret: string, { hasProgram }: { hasProgram: boolean }): Promise<Person> {
  const actor = await makeMember(db);
  const { userId } = actor;
  const token = await encode({ token: { sub: userId, sessionEpoch: 0 }, secret, salt: SESSION_COOKIE });
  const cookie = `${SESSION_COOKIE}=${token}`;
  if (!hasProgram) return { userId, cookie, apiKey: null };
  const ctx: Ctx = { db, actor };
  const { key } = await createApiKey(ctx, { name: "Program" });
  const [made] = await listApiKeys(ctx);
  if (!made) throw new Error("The key was just made.");
  return { userId, cookie, apiKey: { id: made.apiKeyId, key } };
}
