import OpenAI from "openai";

/** A request of one question. */
export const ask = (content: string) => ({
  model: "gpt-4o-mini",
  messages: [{ role: "user" as const, content }],
});

/** The error that the official client throws; throws where there is none, or one of another kind. */
export async function failureOf(asking: Promise<unknown>) {
  const error = await asking.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof OpenAI.APIError)) throw new Error(`No API error: ${String(error)}`);
  return error;
}
