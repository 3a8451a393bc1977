import { describe, expect, test } from "vitest";
import type { Tx } from "@/db/client";
import { newId } from "@/db/id";
import { assistants as table } from "@/db/schema";
import { inTestTransaction } from "@/db/testing";
import { deleteDepartment, FIRST_ASSISTANTS } from "@/lib/org";
import type { Ctx } from "@/lib/org/types";
import {
  archiveAssistant,
  findAssistant,
  getAssistant,
  listAssistants,
  listSharedAssistants,
  restoreAssistant,
  saveAssistant,
  weighInstructions,
} from "..";
import { countTokens } from "../context/count-tokens";
import { useAssistants } from "../testing";
import type { AssistantInput } from "./fields";
import { disable, fields, INSTRUCTIONS, join, makeAssistant, makeColleague, makeDepartment } from "./testing";

const { db } = useAssistants();

const WHO = ["maker", "colleague", "outsider", "admin", "disabled"] as const;
type Who = (typeof WHO)[number];

async function makeWorld(tx: Tx): Promise<Record<Who, Ctx>> {
  const [here, elsewhere] = [await makeDepartment(tx), await makeDepartment(tx)];
  const world = {
    maker: await makeColleague(tx, here),
    colleague: await makeColleague(tx, here),
    outsider: await makeColleague(tx, elsewhere),
    admin: await makeColleague(tx, elsewhere, "admin"),
    disabled: await makeColleague(tx, here),
  };
  await disable(world.disabled);
  return world;
}

async function listed(ctx: Ctx): Promise<string[]> {
  const { assistants } = await listAssistants(ctx, { limit: 50 });
  return assistants.map(({ id }) => id);
}

const SHARINGS = {
  me: { visibility: "me" },
  department: { visibility: "department" },
  everyone: { visibility: "everyone" },
} satisfies Record<string, AssistantInput["sharing"]>;

describe("who may choose and who may change", () => {
  test.each<[keyof typeof SHARINGS, Who[], Who[]]>([
    ["me", ["maker"], ["maker"]],
    ["department", ["maker", "colleague"], ["maker", "admin"]],
    ["everyone", ["maker", "colleague", "outsider", "admin"], ["maker", "admin"]],
  ])("an assistant for %s", (sharing, choosers, changers) =>
    inTestTransaction(db, async (tx) => {
      const world = await makeWorld(tx);
      const assistantId = await makeAssistant(world.maker, { sharing: SHARINGS[sharing] });
      for (const who of WHO) {
        const ctx = world[who];
        const mayChoose = choosers.includes(who);
        const mayChange = changers.includes(who);
        expect([who, (await listed(ctx)).includes(assistantId)]).toEqual([who, mayChoose]);
        expect([who, (await findAssistant(ctx, assistantId)) !== null]).toEqual([who, mayChoose]);
        const found = await getAssistant(ctx, { assistantId }).catch((error: unknown) => error);
        if (mayChoose || mayChange) {
          expect(found).toMatchObject({ instructions: INSTRUCTIONS, mayChange, isOwn: who === "maker" });
        } else expect(found).toMatchObject({ code: "not_found" });
        const again = { ...fields({ sharing: SHARINGS[sharing] }), assistantId };
        const acts = [
          () => saveAssistant(ctx, again),
          () => archiveAssistant(ctx, { assistantId }),
          () => restoreAssistant(ctx, { assistantId }),
        ];
        for (const [n, act] of acts.entries()) {
          const outcome = await act().then(
            () => "done",
            (error: { code: string }) => error.code,
          );
          expect([who, n, outcome]).toEqual([who, n, mayChange ? "done" : "not_found"]);
        }
      }
    }),
  );

  test("follows the member who moves, at once", () =>
    inTestTransaction(db, async (tx) => {
      const world = await makeWorld(tx);
      const assistantId = await makeAssistant(world.maker, { sharing: { visibility: "department" } });
      await join(world.colleague, null);
      expect(await findAssistant(world.colleague, assistantId)).toBeNull();
      // Who made it keeps it, wherever they go.
      await join(world.maker, null);
      expect(await findAssistant(world.maker, assistantId)).not.toBeNull();
    }));

  test("leaves a stranger's id as good as none, also where it is no id", () =>
    inTestTransaction(db, async (tx) => {
      const { outsider } = await makeWorld(tx);
      for (const assistantId of [newId(), "none"]) {
        const missing = { code: "not_found", message: "There is no such assistant: choose another one." };
        await expect(getAssistant(outsider, { assistantId })).rejects.toMatchObject(missing);
        await expect(archiveAssistant(outsider, { assistantId })).rejects.toMatchObject(missing);
        await expect(saveAssistant(outsider, { ...fields(), assistantId })).rejects.toMatchObject(missing);
        expect(await findAssistant(outsider, assistantId)).toBeNull();
      }
    }));

  test("lets admins share with any department, members with their own alone", () =>
    inTestTransaction(db, async (tx) => {
      const { admin, maker } = await makeWorld(tx);
      const departmentId = await makeDepartment(tx);
      const sharing = { visibility: "department" as const, departmentId };
      const assistantId = await makeAssistant(admin, { sharing });
      expect(await getAssistant(admin, { assistantId })).toMatchObject({ departmentId });
      await expect(makeAssistant(maker, { sharing })).rejects.toMatchObject({
        code: "invalid",
        message: "Share it with your own department, with everyone, or keep it to yourself.",
      });
      const alone = await makeColleague(tx, null);
      await expect(makeAssistant(alone, { sharing: { visibility: "department" } })).rejects.toMatchObject({
        message: "You are in no department: share it with everyone, or keep it to yourself.",
        details: { field: "sharing" },
      });
    }));

  test("keeps a department's assistant with its maker when the department goes", () =>
    inTestTransaction(db, async (tx) => {
      const { maker, admin } = await makeWorld(tx);
      const assistantId = await makeAssistant(maker, { sharing: { visibility: "department" } });
      const { departmentId } = await getAssistant(maker, { assistantId });
      for (const { actor } of [maker]) await join({ db: tx, actor }, null);
      await tx.execute(`update users set department_id = null where department_id = '${departmentId}'`);
      await deleteDepartment(admin, { departmentId: departmentId ?? "" });
      expect(await getAssistant(maker, { assistantId })).toMatchObject({ visibility: "me" });
    }));
});

describe("saving", () => {
  const long = (characters: number) => "x".repeat(characters);
  test.each<[string, Record<string, unknown>, [field: string, sentence: string]]>([
    ["no name", { name: " \n " }, ["name", "Enter a name for the assistant."]],
    ["a long name", { name: long(61) }, ["name", "Enter a name of at most 60 characters."]],
    [
      "a long description",
      { description: long(201) },
      ["description", "Describe it in at most 200 characters."],
    ],
    ["no instructions", { instructions: " " }, ["instructions", "Say what the assistant is to do."]],
    [
      "long instructions",
      { instructions: long(20_001) },
      ["instructions", "Instructions have at most 20,000 characters: shorten them."],
    ],
    ["a model nobody offers", { model: "gpt-9" }, ["model", "gpt-9 is not offered here."]],
    [
      "a short answer",
      { outputTokensMax: 255 },
      ["outputTokensMax", "Enter a whole number of tokens from 256 to 4,096, or leave the field empty."],
    ],
    [
      "a half token",
      { outputTokensMax: 300.5 },
      ["outputTokensMax", "Enter a whole number of tokens from 256 to 4,096, or leave the field empty."],
    ],
    ["nobody to see it", { sharing: { visibility: "all" } }, ["sharing", "Choose who sees the assistant."]],
  ])("refuses %s in one sentence", (_what, changes, [field, sentence]) =>
    inTestTransaction(db, async (tx) => {
      const { maker } = await makeWorld(tx);
      const input = Object.assign(fields(), changes);
      await expect(saveAssistant(maker, input)).rejects.toMatchObject({
        code: "invalid",
        message: expect.stringContaining(sentence),
        details: { field },
      });
    }),
  );

  test("refuses tools, which assistants do not have", () =>
    inTestTransaction(db, async (tx) => {
      const { maker } = await makeWorld(tx);
      const input = Object.assign(fields(), { tools: ["web"] });
      await expect(saveAssistant(maker, input)).rejects.toMatchObject({ code: "invalid" });
    }));

  test("puts names on one line, counts the instructions and keeps the whole id of the model", () =>
    inTestTransaction(db, async (tx) => {
      const { maker } = await makeWorld(tx);
      const assistantId = await makeAssistant(maker, {
        name: " Book\n keeper ",
        model: "gpt-4o",
        outputTokensMax: 256,
      });
      expect(await getAssistant(maker, { assistantId })).toMatchObject({
        name: "Book keeper",
        instructionsTokens: await countTokens(INSTRUCTIONS),
        model: expect.stringMatching(/^\w+\/gpt-4o$/),
        outputTokensMax: 256,
      });
    }));

  test("says what instructions add to a message at most", () =>
    inTestTransaction(db, async (tx) => {
      const { maker } = await makeWorld(tx);
      const weight = await weighInstructions(maker, { instructions: INSTRUCTIONS, model: "gpt-4o" });
      const tokens = await countTokens(INSTRUCTIONS);
      expect(weight).toMatchObject({ tokens, model: "gpt-4o" });
      expect(weight.addedTokensMax).toBeGreaterThan(0);
      expect(weight.addedPicoUsdMax).toBe(BigInt(weight.addedTokensMax) * 2_500_000n);
    }));
});

describe("the gallery", () => {
  test("pages through own, department's and everyone's by name, each once", () =>
    inTestTransaction(db, async (tx) => {
      const { maker, colleague, outsider } = await makeWorld(tx);
      for (const n of [1, 2, 3]) {
        await makeAssistant(colleague, { name: `Page ${n} mine` });
        await makeAssistant(maker, { name: `Page ${n} ours`, sharing: { visibility: "department" } });
        await makeAssistant(outsider, { name: `Page ${n} all`, sharing: { visibility: "everyone" } });
        await makeAssistant(maker, { name: `Page ${n} secret` });
      }
      const names: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await listAssistants(colleague, { cursor, limit: 2 });
        expect(page.assistants.length).toBeLessThanOrEqual(2);
        names.push(...page.assistants.map(({ name }) => name));
        cursor = page.nextCursor ?? undefined;
      } while (cursor);
      expect(names.filter((name) => name.startsWith("Page "))).toEqual(
        [1, 2, 3].flatMap((n) => [`Page ${n} all`, `Page ${n} mine`, `Page ${n} ours`]),
      );
    }));

  test("lets go of what was archived, and takes it back", () =>
    inTestTransaction(db, async (tx) => {
      const { maker, colleague } = await makeWorld(tx);
      const assistantId = await makeAssistant(maker, { sharing: { visibility: "everyone" } });
      await archiveAssistant(maker, { assistantId });
      await archiveAssistant(maker, { assistantId });
      for (const ctx of [maker, colleague]) expect(await listed(ctx)).not.toContain(assistantId);
      await expect(getAssistant(colleague, { assistantId })).rejects.toMatchObject({ code: "not_found" });
      const archived = await listAssistants(maker, { which: "archived" });
      expect(archived.assistants.map(({ id }) => id)).toEqual([assistantId]);
      await restoreAssistant(maker, { assistantId });
      expect(await listed(colleague)).toContain(assistantId);
    }));

  test("takes no more than a hundred of one member's, neither new nor back", () =>
    inTestTransaction(db, async (tx) => {
      const { maker, admin } = await makeWorld(tx);
      const archived = await makeAssistant(maker, { sharing: { visibility: "everyone" } });
      await archiveAssistant(maker, { assistantId: archived });
      const one = {
        name: "One",
        instructions: "Be brief.",
        instructionsTokens: 3,
        userId: maker.actor.userId,
      };
      await tx.insert(table).values(Array.from({ length: 99 }, () => ({ ...one, id: newId() })));
      const last = await makeAssistant(maker);
      const refused = { code: "invalid", message: "You have 100 assistants: archive one first." };
      await expect(makeAssistant(maker)).rejects.toMatchObject(refused);
      await expect(restoreAssistant(maker, { assistantId: archived })).rejects.toMatchObject(refused);
      await expect(restoreAssistant(admin, { assistantId: archived })).rejects.toMatchObject({
        message: "Who made it has 100 other assistants: archive one of them first.",
      });
      await archiveAssistant(maker, { assistantId: last });
      await restoreAssistant(maker, { assistantId: archived });
      await restoreAssistant(maker, { assistantId: archived });
    }));

  test("shows admins what is shared, archived too, and nobody else", () =>
    inTestTransaction(db, async (tx) => {
      const { maker, admin } = await makeWorld(tx);
      const name = "Keeper of the shelf";
      const shared = await makeAssistant(maker, { name, sharing: { visibility: "department" } });
      const own = await makeAssistant(maker, { name });
      await archiveAssistant(maker, { assistantId: shared });
      const { assistants } = await listSharedAssistants(admin, { text: name });
      expect(assistants.find(({ id }) => id === shared)).toMatchObject({ archived: true, mayChange: true });
      expect(assistants.map(({ id }) => id)).not.toContain(own);
      await expect(listSharedAssistants(maker)).rejects.toMatchObject({ code: "not_found" });
    }));
});

test("the first assistants are counted as they are", async () => {
  for (const { instructions, instructionsTokens, name, description } of FIRST_ASSISTANTS) {
    expect([name, instructionsTokens]).toEqual([name, await countTokens(instructions)]);
    expect(description.length).toBeLessThanOrEqual(200);
  }
});
