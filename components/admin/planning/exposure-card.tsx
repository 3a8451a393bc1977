"use client";

import type { Route } from "next";
import Link from "next/link";
import { planRisk, whole } from "@/lib/planning";
import { Calculator } from "./calculator";
import { Figure, Figures } from "./figures";
import type { PlanningFacts } from "./types";
import { usdWords } from "./words";

const FIELDS = {
  requests: whole({ label: "Requests each a month", initial: "1000" }),
  inputTokens: whole({ label: "Longest input", initial: "2000", max: 10_000_000 }),
  outputTokens: whole({ label: "Longest answer", initial: "1000", max: 10_000_000 }),
  members: whole({ label: "Members with it", initial: "10", max: 1_000_000 }),
};

/** The most that a plan can cost: one that is thought of, and those that there are. */
export function ExposureCard({ models, exposures }: Pick<PlanningFacts, "models" | "exposures">) {
  const { orgMonthPicoUsd, plans } = exposures;
  return (
    <Calculator
      id="exposure"
      title="Plan exposure"
      about={
        <>
          Every request at its longest, with the dearest model that is offered. What there is now:{" "}
          <Link href={"/admin/budgets/plans" as Route} className="text-accent underline underline-offset-4">
            Plans
          </Link>
          .
        </>
      }
      fields={FIELDS}
    >
      {(input) => {
        const risk = planRisk(input, models);
        const isAbove = risk !== null && orgMonthPicoUsd !== null && risk.allPicoUsd > orgMonthPicoUsd;
        return (
          <Figures>
            {risk && (
              <>
                <Figure
                  strong
                  label="Worst case a member"
                  value={usdWords(risk.memberPicoUsd)}
                  note={`${usdWords(risk.requestPicoUsd)} a request with ${risk.model.name}`}
                />
                <Figure
                  label="Worst case of all"
                  value={usdWords(risk.allPicoUsd)}
                  note={
                    isAbove && orgMonthPicoUsd !== null
                      ? `above the organisation’s ${usdWords(orgMonthPicoUsd)} a month`
                      : undefined
                  }
                />
              </>
            )}
            {plans.map(({ planId, name, activeMembers, monthPicoUsd }) => (
              <Figure
                key={planId}
                label={`Plan ${name} now`}
                value={monthPicoUsd === null ? "not bounded" : usdWords(monthPicoUsd)}
                note={`each of ${activeMembers.toLocaleString("en-US")} ${activeMembers === 1 ? "member" : "members"}`}
              />
            ))}
          </Figures>
        );
      }}
    </Calculator>
  );
}
