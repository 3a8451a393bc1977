import type { Sent } from "../sent";
import type { Stored } from "./read-stored";

/** A sentence for each key that began two runs, or began one for another text than its first. */
export function findDuplicates(sent: readonly Sent[], { runs }: Stored): string[] {
  const twice = sent.filter(({ runIds }) => runIds.size > 1);
  const otherBody = sent.filter((one) => one.otherBody === "accepted");
  const keys = runs.map((run) => `${run.userId} ${run.idempotencyKey}`);
  const stored = keys.filter((key, at) => keys.indexOf(key) !== at);
  return [
    ...twice.map(
      ({ nonce, runIds }) =>
        `Message ${nonce} was answered with ${runIds.size} runs: ${[...runIds].join(", ")}.`,
    ),
    ...otherBody.map(({ nonce }) => `The key of message ${nonce} was accepted with another text.`),
    ...stored.map((key) => `Two runs have the key ${key}.`),
  ];
}
