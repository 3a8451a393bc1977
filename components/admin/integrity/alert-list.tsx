import type { Route } from "next";
import Link from "next/link";
import { AlertRows } from "@/components/admin/alerts/alert-rows";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import type { AlertListItem } from "@/lib/alerts/types";

type AlertListProps = { alerts: AlertListItem[]; timeZone: string };

/** The newest alerts in words, and the way to all of them. */
export function AlertList({ alerts, timeZone }: AlertListProps) {
  return (
    <Card>
      <CardHeader
        title="Newest alerts"
        description={
          alerts.length === 0
            ? "None yet. A budget that reaches a part of its limit is told here, once a period."
            : undefined
        }
        actions={
          alerts.length > 0 && (
            <Button asChild variant="outline" size="sm">
              <Link href={"/admin/alerts/all" as Route}>All alerts</Link>
            </Button>
          )
        }
      />
      {alerts.length > 0 && <AlertRows label="Newest alerts" alerts={alerts} timeZone={timeZone} />}
    </Card>
  );
}
