"use client";

import { Button } from "@/components/ui/button";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { type Bill, hundredths, planScenario, ratio, type Scenario, whole } from "@/lib/planning";
import { Calculator } from "./calculator";
import { useTexts } from "./texts";
import type { PlanningModel } from "./types";
import { countWords, NOT_APPLICABLE, percentWords, timesWords, tokenWords, usdWords } from "./words";

const FIELDS = {
  members: whole({ label: "Members", initial: "100", max: 1_000_000 }),
  messagesPerMember: whole({ label: "Messages each a month", initial: "10", max: 1_000_000 }),
  threadsPerMemberHundredths: hundredths({ label: "Threads each", initial: "3", min: 0.01, max: 10_000 }),
  inputTokens: whole({ label: "Tokens in a message", initial: "50", max: 1_000_000 }),
  outputTokens: whole({ label: "Tokens in an answer", initial: "150", max: 1_000_000 }),
};

const USES = [
  { label: "Light", messages: "10" },
  { label: "Medium", messages: "50" },
  { label: "Heavy", messages: "200" },
];

/** A month of messages: alone, with the history of one thread, and of several. */
export function ScenarioCard({ model }: { model: PlanningModel }) {
  return (
    <Calculator
      id="scenario"
      wide
      title="A month of messages"
      about="What is written each month, and what was said before, which goes along with every message."
      fields={FIELDS}
      choices={<Uses />}
    >
      {(input) => <Result plan={planScenario(input, model.terms)} members={input.members} />}
    </Calculator>
  );
}

function Uses() {
  const { texts, change } = useTexts();
  const messages = texts["scenario.messagesPerMember"] ?? FIELDS.messagesPerMember.initial;
  return (
    <fieldset className="col-span-full flex flex-wrap items-center gap-2">
      <legend className="sr-only">Use</legend>
      {USES.map((use) => (
        <Button
          key={use.label}
          variant="outline"
          size="pill"
          aria-pressed={use.messages === messages}
          className="aria-pressed:border-ink aria-pressed:bg-ink aria-pressed:text-ground"
          onClick={() => change({ "scenario.messagesPerMember": use.messages })}
        >
          {use.label}
        </Button>
      ))}
    </fieldset>
  );
}

function Result({ plan, members }: { plan: Scenario; members: number }) {
  const rows: [string, Bill][] = [
    ["Messages only, nothing remembered", plan.messagesOnly],
    ["One thread each, history sent again", plan.oneThread],
    ["… with a cache that never misses", plan.oneThreadCached],
    [`${countWords(plan.threads)} threads, history sent again`, plan.severalThreads],
    ["… with a cache that never misses", plan.severalThreadsCached],
  ];
  return (
    <>
      <Table label="A month of messages, by what is sent along">
        <TableHead>
          <TableRow className="last:border-b">
            <TableHeader>{countWords(plan.messages)} messages</TableHeader>
            <TableHeader numeric>Tokens in</TableHeader>
            <TableHeader numeric>A month</TableHeader>
            <TableHeader numeric>Each</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {rows.map(([label, bill], place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the rows are always the same five.
            <TableRow key={place}>
              <TableCell>{label}</TableCell>
              <TableCell numeric>{tokenWords(bill.inputTokens)}</TableCell>
              <TableCell numeric className="font-medium">
                {usdWords(bill.totalPicoUsd, 4)}
              </TableCell>
              <TableCell numeric>
                {members === 0 ? NOT_APPLICABLE : usdWords(bill.totalPicoUsd / BigInt(members), 4)}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      <p className="mt-2 text-muted text-sm">
        {plan.historyMultiple === null
          ? "Nothing is sent."
          : `With one thread each, ${timesWords(plan.historyMultiple)} the tokens of the messages are sent${threadsWords(plan)}.`}
      </p>
    </>
  );
}

function threadsWords({ oneThread, severalThreads }: Scenario): string {
  const share = ratio(severalThreads.totalPicoUsd, oneThread.totalPicoUsd);
  return share === null ? "" : `; spread over several threads, the bill is ${percentWords(share)} of that`;
}
