import type { APIRequestContext, APIResponse } from "@playwright/test";
import { place } from "../fixtures/place";
import type { ServerAction } from "./surface";
import type { CommonThings, Things } from "./things";

/** What came of a call: `ok`, or the code of what is refused; `text` is all that was answered. */
export type Outcome = { code: string; message: string; text: string };

/** Calls an action as its page does, but with any input and whoever is signed in. */
export async function callAction(
  request: APIRequestContext,
  { id, page }: ServerAction,
  input: unknown,
): Promise<Outcome> {
  const answer = await request.post(addressFor(page), {
    headers: {
      "next-action": id,
      accept: "text/x-component",
      "content-type": "text/plain;charset=UTF-8",
      origin: new URL(place.baseUrl()).origin,
    },
    data: JSON.stringify([input]),
    maxRedirects: 0,
  });
  return outcomeOf(await answer.text(), answer);
}

/** An action's answer is the row that says whether it is `ok`, among rows of the page. */
function outcomeOf(text: string, answer: APIResponse): Outcome {
  const row = text.split("\n").find((line) => /^\w+:\{"ok":(true|false)\b/.test(line));
  if (!row)
    return { code: `${answer.status()} ${answer.headers()["x-action-redirect"] ?? ""}`, message: "", text };
  const [, code = "ok"] = row.match(/"ok":false,"code":"(\w+)"/) ?? [];
  const [, message = ""] = row.match(/"message":"((?:[^"\\]|\\.)*)"/) ?? [];
  return { code, message, text };
}

type Named = Things & CommonThings & { userId: string };

const PARAMETERS: Record<string, keyof Named> = {
  departmentId: "departmentId",
  reportId: "reportId",
  userId: "userId",
  threadId: "threadId",
  assistantId: "assistantId",
  attachmentId: "attachmentId",
  runId: "runId",
  token: "token",
};

/** Whether the things of a member have what an address names; otherwise it is only asked about what is missing. */
export function fills(address: string): boolean {
  const names = [...address.matchAll(/\[(?:\.\.\.)?(\w+)\]/g)].map(([, name = ""]) => name);
  return names.every((name) => name in PARAMETERS);
}

/** An address with the ids of things in place of its parameters, by their names. */
export function addressFor(address: string, things?: Partial<Named>): string {
  return address.replaceAll(/\[(?:\.\.\.)?(\w+)\]/g, (_, name: string) => {
    const key = PARAMETERS[name];
    return (key && things?.[key]) ?? "00000000-0000-4000-8000-000000000000";
  });
}
