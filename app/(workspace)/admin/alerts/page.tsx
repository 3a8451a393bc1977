import type { Metadata } from "next";
import { AdminHeader } from "@/components/admin/admin-header";
import { ChannelsCard } from "@/components/admin/alerts/channels-card";
import { DeliveryFilters } from "@/components/admin/alerts/delivery-filters";
import { DeliveryList } from "@/components/admin/alerts/delivery-list";
import { MinimumsForm } from "@/components/admin/alerts/minimums-form";
import { ThresholdsForm } from "@/components/admin/alerts/thresholds-form";
import { AlertList } from "@/components/admin/integrity/alert-list";
import { AddressNotice } from "@/components/ui/address-notice";
import { Card, CardHeader } from "@/components/ui/card";
import { ExportMenu } from "@/components/ui/export-menu";
import { PageLinks } from "@/components/ui/page-links";
import { listAlerts, listChannels, listDeliveries } from "@/lib/alerts";
import { requireAdminCtx } from "@/lib/auth";
import { getDefaultThresholds } from "@/lib/budgets";
import { getEnv } from "@/lib/env";
import { isMailConfigured } from "@/lib/mail";
import { getMinimums } from "@/lib/reports";
import { misread, readPlace } from "../../misread";
import { filesOf } from "../files";
import { toSearch } from "../search";
import {
  add,
  change,
  pause,
  remove,
  restore,
  resume,
  retry,
  retryMany,
  saveMinimums,
  saveThresholds,
  test,
} from "./actions";
import { readFilter, toQuery } from "./query";

export const metadata: Metadata = { title: "Alerts" };

const PATH = "/admin/alerts";
const ALERTS_SHOWN = 8;
const CHANNEL_ACTIONS = { add, change, pause, resume, remove, restore, test };

type AlertsPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function AlertsPage({ searchParams }: AlertsPageProps) {
  const ctx = await requireAdminCtx();
  const params = await searchParams;
  const filter = readFilter(params);
  const cursor = readPlace(params.after, "instant");
  const { ORG_TIME_ZONE: timeZone } = getEnv();
  const [channels, thresholds, minimums, { alerts }, { deliveries, nextCursor }] = await Promise.all([
    listChannels(ctx),
    getDefaultThresholds(ctx.db),
    getMinimums(ctx.db),
    listAlerts(ctx, { limit: ALERTS_SHOWN }),
    listDeliveries(ctx, { ...toQuery(filter), cursor }),
  ]);
  const channel = channels.find(({ channelId }) => channelId === filter.channel);
  const problem = misread(params, { ...filter, channel, after: cursor });
  return (
    <>
      <AdminHeader title="Alerts" current={PATH} />
      <div className="mx-auto w-full max-w-5xl space-y-5 p-4 md:p-6">
        <AddressNotice problem={problem} />
        <ChannelsCard channels={channels} mailWorks={isMailConfigured()} actions={CHANNEL_ACTIONS} />
        <div className="grid items-start gap-5 lg:grid-cols-2">
          <div className="space-y-5">
            <Card>
              <CardHeader
                title="Thresholds"
                description="For new budgets and all that have no thresholds of their own."
              />
              <ThresholdsForm action={saveThresholds} thresholds={thresholds} />
            </Card>
            <Card>
              <CardHeader
                title="Smallest amounts"
                description="What is less is neither marked nor alerted, and not suggested."
              />
              <MinimumsForm action={saveMinimums} minimums={minimums} />
            </Card>
          </div>
          <AlertList alerts={alerts} timeZone={timeZone} />
        </div>
        <Card>
          <CardHeader
            title="Sent alerts"
            description={`The newest first; times are in the zone ${timeZone}.`}
            actions={<ExportMenu {...filesOf("/api/reports/alerts", filter)} />}
          />
          <DeliveryFilters key={toSearch(filter)} filter={filter} channels={channels} />
          <DeliveryList
            deliveries={deliveries}
            timeZone={timeZone}
            filtered={toSearch(filter) !== ""}
            retry={retry}
            retryMany={retryMany}
          />
          <PageLinks path={PATH} keep={filter} cursor={cursor} nextCursor={nextCursor} className="mt-4" />
        </Card>
      </div>
    </>
  );
}
