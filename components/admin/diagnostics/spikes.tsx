import { causeLabel, nameOf } from "@/components/admin/costs/words";
import { costLabel, dayLabel } from "@/components/charts/words";
import { formatAbout, formatUsd } from "@/lib/money";
import type { Diagnostics, Spike } from "@/lib/reports/types";
import { CallsTable } from "./calls-table";
import { FileMenu } from "./file-menu";
import { LeverLink, Quiet, Trouble } from "./trouble";

type SpikesProps = Pick<Diagnostics, "spikes" | "isTooYoung" | "timeZone" | "minimums">;

/** Days that cost more than their like. */
export function Spikes({ spikes, isTooYoung, timeZone, minimums }: SpikesProps) {
  return (
    <Trouble
      title="Unexpected spike"
      description={
        <>
          Days that cost far more than the same weekday before them, and at least{" "}
          {formatUsd(minimums.anomalyMinPicoUsd)} more (<LeverLink href="/admin/alerts">change</LeverLink>).
        </>
      }
      file={spikes.length > 0 && <FileMenu of="spikes" />}
      lever={
        <>
          <LeverLink href="/admin/budgets">a daily budget</LeverLink> for the member or the model, which stops
          the next one before it costs anything.
        </>
      }
    >
      {spikes.map((spike) => (
        <OneSpike key={spike.day} spike={spike} timeZone={timeZone} />
      ))}
      {spikes.length === 0 && (
        <Quiet>
          {isTooYoung
            ? "It takes a week of use to tell what is usual: look again then."
            : "No day of the last 30 stood out."}
        </Quiet>
      )}
    </Trouble>
  );
}

function OneSpike({ spike, timeZone }: { spike: Spike; timeZone: string }) {
  const { day, expectedPicoUsd, isExpectedExact, causes, calls } = spike;
  const name = dayLabel(day);
  const risers = causes
    .filter(({ key }) => key !== "")
    .map((one) => `${nameOf(one.group, one)} by ${causeLabel(one)}`);
  return (
    <div className="space-y-2">
      <p className="text-sm">
        <strong className="font-semibold">{name}</strong> cost {costLabel(spike)}, where{" "}
        {formatAbout(expectedPicoUsd, isExpectedExact)} was expected.
        {risers.length > 0 &&
          ` What rose most above the same weekday of the four weeks before: ${risers.join(", ")}.`}
      </p>
      {calls.length > 0 && (
        <CallsTable label={`The dearest answers of ${name}`} calls={calls} timeZone={timeZone} />
      )}
    </div>
  );
}
