import type { ReactNode } from "react";
import { sinceWords, sourceWords } from "@/components/admin/models/words";
import type { CallDetails } from "@/lib/assistants/types";
import { formatExactUsd } from "@/lib/money";
import {
  certaintyWords,
  correctionWords,
  exactWords,
  formulaWords,
  nameOf,
  perMillionWords,
  statusWords,
  timeWords,
  tokenWords,
} from "./words";

/** One call of a provider: when, how long, how many tokens, at which price, and what that makes. */
export function Call({ call, timeZone }: { call: CallDetails; timeZone: string }) {
  const { price, formula, corrections, certainty } = call;
  const status = statusWords(call);
  return (
    <>
      <h3 className="font-semibold">
        {nameOf(call)}{" "}
        <span className="font-normal text-muted">{call.simulated ? "simulated cost" : call.provider}</span>
      </h3>
      <dl className="mt-1.5 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5 text-sm">
        <Row name="Model">{call.model}</Row>
        <Row name="Made">{timeWords(call, timeZone)}</Row>
        {status && <Row name="Status">{status}</Row>}
        {call.usage && <Row name="Tokens">{tokenWords(call.usage)}</Row>}
        {price && (
          <Row name="Price">
            {perMillionWords(price, call)}
            <span className="block text-muted text-xs">
              {[sourceWords(price), sinceWords(price, timeZone)].filter(Boolean).join(", ")}
            </span>
          </Row>
        )}
        {formula && (
          <Row name="Cost">
            <span data-formula className="break-words font-mono text-[13px]">
              {formulaWords(formula)}
            </span>
          </Row>
        )}
        {corrections.map((correction) => (
          <Row key={correction.recordedAt.getTime()} name="Corrected">
            {correctionWords(correction, timeZone)}
          </Row>
        ))}
        {certainty && <Row name="Certainty">{certaintyWords(call)}</Row>}
        {formula && call.costPicoUsd !== null && call.costPicoUsd !== formula.costPicoUsd && (
          <Row name="Booked">{exactWords(call.costPicoUsd, certainty === "estimated")}</Row>
        )}
        {!formula && call.costPicoUsd !== null && certainty !== "unpriced" && (
          <Row name="Cost">{formatExactUsd(call.costPicoUsd)}</Row>
        )}
      </dl>
    </>
  );
}

function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  );
}
