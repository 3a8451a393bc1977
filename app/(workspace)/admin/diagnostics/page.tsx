import type { Metadata } from "next";
import { AdminHeader } from "@/components/admin/admin-header";
import { FileMenu } from "@/components/admin/diagnostics/file-menu";
import { LongInputs, NothingCached, ShortQuestions } from "@/components/admin/diagnostics/habits";
import { Pilot } from "@/components/admin/diagnostics/pilot";
import { Spikes } from "@/components/admin/diagnostics/spikes";
import { Suggestions } from "@/components/admin/diagnostics/suggestions";
import { dayLabel } from "@/components/charts/words";
import { listModels } from "@/lib/assistants";
import { requireAdminCtx } from "@/lib/auth";
import { getDiagnostics } from "@/lib/reports";

export const metadata: Metadata = { title: "Diagnostics" };

export default async function DiagnosticsPage() {
  const ctx = await requireAdminCtx();
  // The demo model's answers are prepared: it is no other model for anybody's work.
  const offered = (await listModels(ctx)).filter(({ simulated }) => !simulated);
  const found = await getDiagnostics(ctx, { offered });
  const { timeZone } = found;
  return (
    <>
      <AdminHeader title="Diagnostics" current="/admin/diagnostics" actions={<FileMenu of="models" />} />
      <div className="mx-auto w-full max-w-[1180px] space-y-5 px-4 py-5 md:px-8 md:py-7">
        <p className="text-muted text-sm">
          {dayLabel(found.from)} to {dayLabel(found.to)}, the last 30 days that are over. Nobody’s messages
          are read for this: only what each answer cost.
        </p>
        <Suggestions suggestions={found.suggestions} />
        <Spikes spikes={found.spikes} isTooYoung={found.isTooYoung} timeZone={timeZone} />
        <ShortQuestions habits={found.habits} shortest={found.shortest} timeZone={timeZone} />
        <LongInputs habits={found.habits} longest={found.longest} timeZone={timeZone} />
        <NothingCached habits={found.habits} />
        <Pilot weeks={found.weeks} members={found.members} />
      </div>
    </>
  );
}
