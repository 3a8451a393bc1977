import OpenAI from "openai";
import { describe, expect, test } from "vitest";
import { useDoor } from "../testing";

const door = useDoor();

describe("GET /v1/models", () => {
  test("lists what may be called, each by a name that can be asked for", async () => {
    const { client } = await door.newProgram();
    const { object, data } = (await client.models.list()) as unknown as { object: string; data: unknown[] };
    expect(object).toBe("list");
    expect(data).toContainEqual({
      id: "gpt-4o-mini",
      object: "model",
      created: 0,
      owned_by: "compatible",
    });
    expect(JSON.stringify(data)).not.toMatch(/whisper|embedding|dall-e/);
  });

  test("knows a model by its name and by its provider's", async () => {
    const { client } = await door.newProgram();
    expect(await client.models.retrieve("gpt-4o")).toMatchObject({ id: "gpt-4o", object: "model" });
    expect(await client.models.retrieve("compatible/gpt-4o")).toMatchObject({ id: "compatible/gpt-4o" });
    const messages = [{ role: "user" as const, content: "Hi" }];
    const answer = await client.chat.completions.create({ model: "compatible/gpt-4o", messages });
    expect(answer.model).toBe("gpt-4o");
  });

  test("does not find another", async () => {
    const { client } = await door.newProgram();
    for (const id of ["gpt-9", "text-embedding-3-small"]) {
      const failure = await client.models.retrieve(id).catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(OpenAI.NotFoundError);
      expect(failure).toMatchObject({ code: "model_not_found", param: "model" });
    }
  });
});
