import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import type { Tx } from "@/db/client";
import { users } from "@/db/schema";
import { inTestTransaction } from "@/db/testing";
import type { Ctx } from "@/lib/org/types";
import { archiveAssistants, listSharedAssistants, type SharedAssistantQuery } from "..";
import { useAssistants } from "../testing";
import { makeAssistant, makeColleague } from "./testing";

const { db } = useAssistants();
const NO_ID = "019ab000-0000-7000-8000-000000000001";

type World = { tx: Tx; admin: Ctx; maker: Ctx; own: string; names: Record<string, string> };

/** Three shared assistants of words that no other test has, one that its maker keeps, and an admin. */
const inWorld = (check: (world: World) => Promise<void>) =>
  inTestTransaction(db, async (tx) => {
    const admin = await makeColleague(tx, null, "admin");
    const maker = await makeColleague(tx, null);
    await tx.update(users).set({ name: "Member Q7" }).where(eq(users.id, maker.actor.userId));
    const names: Record<string, string> = {};
    for (const name of ["Quill 100%", "Quill 1000", "quillon_x"]) {
      names[await makeAssistant(maker, { name, sharing: { visibility: "everyone" } })] = name;
    }
    await check({ tx, admin, maker, own: await makeAssistant(maker, { name: "Quill of mine" }), names });
  });

const namesIn = async (ctx: Ctx, query: SharedAssistantQuery) =>
  (await listSharedAssistants(ctx, query)).assistants.map(({ name }) => name);

test("are found by a part of their name, as it is written, and by who made them", () =>
  inWorld(async ({ admin }) => {
    expect((await namesIn(admin, { text: " quill " })).toSorted()).toEqual([
      ...["Quill 100%", "Quill 1000", "quillon_x"],
    ]);
    expect(await namesIn(admin, { text: "100%" })).toEqual(["Quill 100%"]);
    expect(await namesIn(admin, { text: "n_x" })).toEqual(["quillon_x"]);
    expect(await namesIn(admin, { text: "member q7" })).toContain("Quill 1000");
    expect(await namesIn(admin, { text: "quill nobody" })).toEqual([]);
  }));

test("are found by whether they are in the gallery, a page at a time", () =>
  inWorld(async ({ admin, names }) => {
    const [first = ""] = Object.keys(names);
    await archiveAssistants(admin, { assistantIds: [first], isArchived: true });
    const quill = { text: "quill" };
    expect(await namesIn(admin, { ...quill, state: "archived" })).toEqual(["Quill 100%"]);
    const used = { ...quill, state: "used" as const, limit: 1 };
    const page = await listSharedAssistants(admin, used);
    const rest = await namesIn(admin, { ...used, cursor: page.nextCursor ?? "" });
    expect([...page.assistants.map(({ name }) => name), ...rest].toSorted()).toEqual([
      ...["Quill 1000", "quillon_x"],
    ]);
  }));

test("are archived and restored together; what is none is left out and told", () =>
  inWorld(async ({ admin, maker, own, names }) => {
    const assistantIds = [...Object.keys(names), own, NO_ID];
    const told = "There is no such assistant: choose another one.";
    const archived = await archiveAssistants(admin, { assistantIds, isArchived: true });
    expect(archived).toEqual({ done: Object.keys(names).toSorted(), refused: [told, told] });
    const again = await archiveAssistants(admin, { assistantIds: archived.done, isArchived: true });
    expect(again).toEqual({ done: [], refused: [] });
    const restored = await archiveAssistants(admin, { assistantIds: archived.done, isArchived: false });
    expect(restored).toEqual({ done: archived.done, refused: [] });
    const asMember = archiveAssistants(maker, { assistantIds: archived.done, isArchived: true });
    await expect(asMember).rejects.toMatchObject({ code: "not_found" });
  }));
