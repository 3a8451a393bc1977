import type { Metadata } from "next";
import { AdminHeader } from "@/components/admin/admin-header";
import { FileMenu } from "@/components/admin/diagnostics/file-menu";
import { LongInputs, NothingCached, ShortQuestions } from "@/components/admin/diagnostics/habits";
import { Pilot } from "@/components/admin/diagnostics/pilot";
import { Spikes } from "@/components/admin/diagnostics/spikes";
import { Suggestions } from "@/components/admin/diagnostics/suggestions";
import { dayLabel } from "@/components/charts/words";
import { requireAdminCtx } from "@/lib/auth";
import { getDiagnostics } from "@/lib/reports";
import { readReal } from "../reckoned";

export const metadata: Metadata = { title: "Diagnostics" };

export default async function DiagnosticsPage() {
  const ctx = await requireAdminCtx();
  const found = await getDiagnostics(ctx, { offered: await readReal(ctx) });
  const { timeZone, minimums } = found;
  return (
    <>
      <AdminHeader title="Diagnostics" current="/admin/diagnostics" actions={<FileMenu of="models" />} />
      <div className="mx-auto w-full max-w-[1180px] space-y-5 px-4 py-5 md:px-8 md:py-7">
        <p className="text-muted text-sm">
          {dayLabel(found.from)} to {dayLabel(found.to)}, the last 30 days that are over. Nobody’s messages
          are read for this: only what each answer cost. The time of an answer leads to what its member spent
          that day on its model.
        </p>
        <Suggestions suggestions={found.suggestions} minimums={minimums} />
        <Spikes {...{ minimums, timeZone }} spikes={found.spikes} isTooYoung={found.isTooYoung} />
        <ShortQuestions habits={found.habits} shortest={found.shortest} timeZone={timeZone} />
        <LongInputs habits={found.habits} longest={found.longest} timeZone={timeZone} />
        <NothingCached habits={found.habits} repeating={found.repeating} timeZone={timeZone} />
        <Pilot weeks={found.weeks} members={found.members} />
      </div>
    </>
  );
}
