"use client";

import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { Alert } from "@/components/ui/alert";
import { formatExactUsd } from "@/lib/money";
import { AlarmsCard } from "./alarms-card";
import { BatchCard } from "./batch-card";
import { BudgetsCard } from "./budgets-card";
import { ModelChoice, useModel } from "./choice";
import { CompareCard } from "./compare-card";
import { ContextCard } from "./context-card";
import { ConversationCard } from "./conversation-card";
import { ExposureCard } from "./exposure-card";
import { GrowthCard } from "./growth-card";
import { QueueCard } from "./queue-card";
import { RefineCard } from "./refine-card";
import { RoiCard } from "./roi-card";
import { ScenarioCard } from "./scenario-card";
import { StorageCard } from "./storage-card";
import { SummaryCard } from "./summary-card";
import { TextsProvider } from "./texts";
import { TuningCard } from "./tuning-card";
import type { PlanningFacts, PlanningModel } from "./types";
import { UsageCard } from "./usage-card";
import { WhatIfCard } from "./what-if-card";

type PlanningProps = { facts: PlanningFacts; texts: Readonly<Record<string, string>> };

/** The calculators. `texts` is what the address holds of what was typed. */
export function Planning({ facts, texts }: PlanningProps) {
  return (
    <TextsProvider initial={texts}>
      <Calculators facts={facts} />
    </TextsProvider>
  );
}

function Calculators({ facts }: { facts: PlanningFacts }) {
  const { models, unpriced, whatIf, database, exposures } = facts;
  const model = useModel("model", models);
  return (
    <div className="space-y-8">
      {model ? <ReckonedWith model={model} models={models} unpriced={unpriced} /> : <NoPrices />}
      <Section title="What will it cost?">
        {model && (
          <>
            <ScenarioCard model={model} />
            <ConversationCard model={model} />
            <UsageCard model={model} />
            <GrowthCard model={model} />
          </>
        )}
        <WhatIfCard facts={whatIf} />
      </Section>
      {model && (
        <Section title="Which model, and which way?">
          <CompareCard models={models} />
          <RefineCard model={model} models={models} />
          <SummaryCard model={model} models={models} />
          <BatchCard model={model} />
          <ContextCard model={model} />
        </Section>
      )}
      <Section title="Will it fit, and does it pay?">
        <QueueCard />
        <RoiCard />
        <TuningCard />
        <BudgetsCard />
        {model && <ExposureCard models={models.filter(({ isOffered }) => isOffered)} exposures={exposures} />}
        <StorageCard database={database} />
        <AlarmsCard />
      </Section>
    </div>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h2 className="mb-3 font-semibold text-lg">{title}</h2>
      <div className="grid grid-cols-1 gap-4 xl:grid-cols-2">{children}</div>
    </section>
  );
}

type ReckonedWithProps = { model: PlanningModel; models: PlanningModel[]; unpriced: string[] };

function ReckonedWith({ model, models, unpriced }: ReckonedWithProps) {
  const { inputPicoUsd, cachedInputPicoUsd, outputPicoUsd } = model.terms;
  const perMillion = (rate: bigint) => formatExactUsd(rate * 1_000_000n);
  return (
    <div className="flex flex-wrap items-end gap-x-6 gap-y-2">
      <div className="w-full max-w-72">
        <ModelChoice name="model" label="Reckoned with" models={models} value={model.id} />
      </div>
      <p className="py-2 text-muted text-sm">
        {perMillion(inputPicoUsd)} in, {perMillion(cachedInputPicoUsd)} cached, {perMillion(outputPicoUsd)}{" "}
        out per 1M tokens, by your price book today.
        {unpriced.length > 0 && ` Without a price: ${unpriced.join(", ")}.`}
      </p>
    </div>
  );
}

function NoPrices() {
  return (
    <Alert tone="warn" action={<Link href={"/admin/models" as Route}>Set a price</Link>}>
      No model that is offered or was used has a price, so nothing can be reckoned with one yet.
    </Alert>
  );
}
