import { tokensLabel } from "@/components/charts/words";
import { Amount } from "@/components/usage/amount";
import { columnDigits } from "@/lib/money";
import type { Diagnostics, Elsewhere } from "@/lib/reports/types";
import { CallsTable } from "./calls-table";
import { FileMenu } from "./file-menu";
import { HabitTable } from "./habit-table";
import { LeverLink, Quiet, Trouble } from "./trouble";
import { shareWords } from "./words";

const count = (n: number) => n.toLocaleString("en-US");

type LongProps = Pick<Diagnostics, "habits" | "longest" | "timeZone">;

/** Requests that carry a long history. */
export function LongInputs({ habits, longest, timeZone }: LongProps) {
  const long = habits.filter((habit) => habit.long.answers > 0);
  const digits = columnDigits(long.map((habit) => habit.long.costPicoUsd));
  return (
    <Trouble
      title="High token use"
      description="Answers to more than 8,000 tokens: each message of a long thread sends its history again."
      file={long.length > 0 && <FileMenu of="long" />}
      lever={
        <>
          the longest input of a <LeverLink href="/admin/budgets/plans">plan</LeverLink>, and a new thread for
          a new topic, which the composer offers by itself.
        </>
      }
    >
      {long.length === 0 ? (
        <Quiet>No answer of the last 30 days had so long a history.</Quiet>
      ) : (
        <>
          <HabitTable
            label="Long requests by model"
            habits={long}
            columns={[
              { title: "Long answers", value: (habit) => count(habit.long.answers) },
              { title: "Of all", value: (habit) => shareWords(habit.long.answers, habit.answers) },
              { title: "Their tokens in", value: (habit) => tokensLabel(habit.long.inputTokens) },
              {
                title: "Their cost",
                value: (habit) => <Amount value={habit.long.costPicoUsd} digits={digits} />,
              },
            ]}
          />
          <CallsTable label="The longest requests" calls={longest} timeZone={timeZone} />
        </>
      )}
    </Trouble>
  );
}

type ShortProps = Pick<Diagnostics, "habits" | "shortest" | "timeZone">;

/** Short questions on a dear model. */
export function ShortQuestions({ habits, shortest, timeZone }: ShortProps) {
  const dear = habits.filter(({ short }) => short.elsewhere !== null && short.answers > 0);
  const digits = columnDigits(dear.map(({ short }) => short.costPicoUsd));
  const digitsThere = columnDigits(dear.map(({ short }) => short.elsewhere?.costPicoUsd ?? 0n));
  return (
    <Trouble
      title="Wrong model for the work"
      description="Questions of at most 600 tokens with answers of at most 150, where another model costs less for the same tokens at today’s price."
      file={dear.length > 0 && <FileMenu of="short" />}
      lever={
        <>
          which models a <LeverLink href="/admin/budgets/plans">plan</LeverLink> allows, the model of an{" "}
          <LeverLink href="/admin/assistants">assistant</LeverLink>, or a{" "}
          <LeverLink href="/admin/budgets">budget</LeverLink> that goes on with a cheaper model.
        </>
      }
    >
      {dear.length === 0 ? (
        <Quiet>No short question of the last 30 days would have cost less elsewhere.</Quiet>
      ) : (
        <>
          <HabitTable
            label="Short questions by model"
            habits={dear}
            columns={[
              { title: "Short answers", value: (habit) => count(habit.short.answers) },
              { title: "Members", value: (habit) => count(habit.short.members) },
              {
                title: "Their cost",
                value: ({ short }) => <Amount value={short.costPicoUsd} digits={digits} />,
              },
              {
                title: "Cheapest",
                value: ({ short }) => short.elsewhere && <ElsewhereName {...short.elsewhere} />,
              },
              {
                title: "Cost there",
                value: ({ short }) =>
                  short.elsewhere && <Amount value={short.elsewhere.costPicoUsd} digits={digitsThere} />,
              },
            ]}
          />
          <CallsTable label="The dearest short questions" calls={shortest} timeZone={timeZone} />
        </>
      )}
    </Trouble>
  );
}

function ElsewhereName({ model, isOffered }: Pick<Elsewhere, "model" | "isOffered">) {
  return (
    <>
      {model}
      {!isOffered && (
        <span className="block whitespace-nowrap text-muted text-xs">not offered at present</span>
      )}
    </>
  );
}

type CachedProps = Pick<Diagnostics, "habits" | "repeating" | "timeZone">;

/** What threads sent again and no cache kept. */
export function NothingCached({ habits, repeating: calls, timeZone }: CachedProps) {
  const repeating = habits.filter(({ repeated }) => repeated.tokens > 0);
  const digits = columnDigits(repeating.map(({ repeated }) => repeated.missedPicoUsd ?? 0n));
  return (
    <Trouble
      title="Nothing cached"
      description="What the next message of a thread sent again that day, from 1,024 tokens on, and how much of it the provider’s cache kept. Missed is the difference of the two prices, so at most that."
      file={calls.length > 0 && <FileMenu of="repeating" />}
      lever="one model for a thread, and instructions that stay as they are: a cache keeps the beginning of a request only while it is the same. Some providers keep none."
    >
      {repeating.length === 0 ? (
        <Quiet>No thread of the last 30 days sent enough again for a cache to keep.</Quiet>
      ) : (
        <>
          <HabitTable
            label="What was sent again, by model"
            habits={repeating}
            columns={[
              { title: "Sent again", value: ({ repeated }) => tokensLabel(repeated.tokens) },
              {
                title: "From the cache",
                value: ({ repeated }) => shareWords(repeated.cachedTokens, repeated.tokens),
              },
              {
                title: "Missed",
                value: ({ repeated }) =>
                  repeated.missedPicoUsd === null ? (
                    "no price"
                  ) : (
                    <Amount value={repeated.missedPicoUsd} digits={digits} />
                  ),
              },
            ]}
          />
          {calls.length > 0 && (
            <CallsTable
              label="The answers with most to cache and least of it kept"
              calls={calls}
              timeZone={timeZone}
              columns={[
                { title: "Sent again", value: ({ repeatedTokens }) => tokensLabel(repeatedTokens) },
                { title: "From the cache", value: ({ keptTokens }) => tokensLabel(keptTokens) },
              ]}
            />
          )}
        </>
      )}
    </Trouble>
  );
}
