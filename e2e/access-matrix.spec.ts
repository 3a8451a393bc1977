import type { APIRequestContext } from "@playwright/test";
import type { Db } from "@/db/client";
import { addressFor, callAction, fills } from "./access/caller";
import { ACTIONS, type Case, isAdminPage, PAGES, PUBLIC_ACTIONS } from "./access/expected";
import { ROLES, type Role, rightPage, rightRoute } from "./access/right";
import { listActions, listPages, listRoutes, type ServerAction } from "./access/surface";
import { makeCommonThings, makeMissing, makeThings, printOf, type Things } from "./access/things";
import { expect, test } from "./fixtures";
import { type Member, makeMember, OWNER } from "./fixtures/people";
import { place } from "./fixtures/place";

/*
 * Everything that the product answers to, as its sources and its build have it, asked by each role: with things of
 * one's own, of somebody else's and of nobody's.
 */

type People = { db: Db; member: Member; admin: Member };

async function whoIs({ db, member, admin }: People) {
  return { visitor: null, stranger: await makeMember(db), own: member, admin, owner: OWNER };
}

async function asked(request: APIRequestContext, address: string, method: string): Promise<string> {
  const origin = new URL(place.baseUrl()).origin;
  const answer = await request.fetch(address, { method, maxRedirects: 0, headers: { origin } });
  return (answer.headers().location ?? "").includes("/sign-in") ? "sign-in" : String(answer.status());
}

test("every page opens for those it is for, and is missing for all others", async ({
  db,
  member,
  admin,
  openAs,
}) => {
  const pages = listPages();
  const isTold = (page: string) => isAdminPage(page) || page in PAGES;
  expect(
    pages.filter((page) => !isTold(page)),
    "pages without a line",
  ).toEqual([]);
  expect(
    Object.keys(PAGES).filter((page) => !pages.includes(page)),
    "lines without a page",
  ).toEqual([]);
  const people = await whoIs({ db, member, admin });
  const common = await makeCommonThings(db, admin);
  const things = { ...(await makeThings(db, member)), ...common, userId: member.userId };
  const missing = makeMissing();
  for (const role of ROLES) {
    const { request } = await openAs(people[role]);
    for (const page of pages) {
      const right = rightPage(page, { role, isMissing: !fills(page) });
      expect.soft(await asked(request, addressFor(page, things), "GET"), `${role}: ${page}`).toMatch(right);
      if (!page.includes("[")) continue;
      const none = rightPage(page, { role, isMissing: true });
      expect
        .soft(await asked(request, addressFor(page, missing), "GET"), `${role}: no ${page}`)
        .toMatch(none);
    }
  }
});

test("every route serves those it is for, and is missing for all others", async ({
  db,
  member,
  admin,
  openAs,
}) => {
  const routes = listRoutes();
  expect(routes.length).toBeGreaterThan(10);
  const people = await whoIs({ db, member, admin });
  const common = await makeCommonThings(db, admin);
  for (const role of ROLES) {
    const { request } = await openAs(people[role]);
    const things = { ...(await makeThings(db, member)), ...common, userId: member.userId };
    for (const route of routes) {
      const name = `${role}: ${route.method} ${route.address}`;
      const right = rightRoute(route, { role, isMissing: !fills(route.address) });
      expect.soft(await asked(request, addressFor(route.address, things), route.method), name).toMatch(right);
      if (!route.address.includes("[")) continue;
      const none = rightRoute(route, { role, isMissing: true });
      const address = addressFor(route.address, makeMissing());
      expect.soft(await asked(request, address, route.method), `${name}, missing`).toMatch(none);
    }
  }
});

test("every action is refused to visitors, and those of admins are missing for members", async ({
  page,
  admin,
  openAs,
}) => {
  const actions = listActions();
  const named = (door: string) => actions.filter((action) => action.door === door).map(({ name }) => name);
  expect(named("public").sort()).toEqual(PUBLIC_ACTIONS);
  expect(
    named("member").filter((name) => !(name in ACTIONS)),
    "actions without a line",
  ).toEqual([]);
  expect(Object.keys(ACTIONS).filter((name) => !named("member").includes(name))).toEqual([]);
  const visitor = (await openAs(null)).request;
  const administrations = [(await openAs(admin)).request, (await openAs(OWNER)).request];
  for (const action of actions.filter(({ door }) => door !== "public")) {
    expect.soft((await callAction(visitor, action, {})).code, action.name).toBe("unauthenticated");
    if (action.door !== "admin") continue;
    expect.soft((await callAction(page.request, action, {})).code, action.name).toBe("not_found");
    for (const request of administrations) {
      expect.soft((await callAction(request, action, {})).code, action.name).toMatch(/^(ok|invalid)$/);
    }
  }
});

const cases = (actions: ServerAction[]) =>
  actions.flatMap((action) => {
    const line = ACTIONS[action.name];
    return line === undefined || line === "self" ? [] : [{ action, line }];
  });

test("no action finds what is somebody else's, nor changes it; its owner's does", async ({
  db,
  member,
  admin,
  page,
  openAs,
}) => {
  const each = cases(listActions());
  expect(each.length).toBeGreaterThan(40);
  const foreign = await makeThings(db, member);
  const before = await printOf(db, member.userId);
  for (const role of ["stranger", "admin"] as const) {
    const { request } = await openAs(role === "admin" ? admin : await makeMember(db));
    for (const { action, line } of each) await expectMissing(request, { action, line, role, foreign });
  }
  expect(await printOf(db, member.userId), "everything is as it was").toEqual(before);
  for (const { action, line } of each) {
    const outcome = await callAction(page.request, action, line.input(await makeThings(db, member)));
    expect.soft(outcome.code, `${action.name} by whose it is: ${outcome.message}`).toBe(line.own ?? "ok");
  }
});

type Asking = { action: ServerAction; line: Case; role: Role; foreign: Things };

/** A stranger's thing is answered as one that does not exist, word for word. */
async function expectMissing(
  request: APIRequestContext,
  { action, line, role, foreign }: Asking,
): Promise<void> {
  const found = await callAction(request, action, line.input(foreign));
  const none = await callAction(request, action, line.input(makeMissing()));
  const right = (role === "admin" ? line.byAdmin : undefined) ?? line.strange ?? "not_found";
  expect.soft(found.code, `${role}: ${action.name}`).toBe(right);
  expect.soft(none.code, `${role}: ${action.name} of nothing`).toBe(line.strange ?? "not_found");
  expect.soft(found.text, `${role}: ${action.name}`).not.toContain("Private");
  if (right !== "ok") expect.soft(found.message, `${role}: ${action.name}`).toBe(none.message);
}
