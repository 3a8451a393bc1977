import { AlertChoices } from "@/components/settings/alerts/alert-choices";
import { Alert } from "@/components/ui/alert";
import { Card, CardHeader } from "@/components/ui/card";
import { getMemberAlerts } from "@/lib/alerts";
import { requireCtx } from "@/lib/auth";
import { saveAlerts } from "./alert-actions";

/** What whoever is signed in gets by email about their own budgets. */
export async function AlertsCard() {
  const ctx = await requireCtx();
  const { alertKinds, mailWorks } = await getMemberAlerts(ctx);
  return (
    <Card id="alerts">
      <CardHeader
        title="Alerts"
        description={`By email to ${ctx.profile.email}. Where your budgets stand is always shown in Purser.`}
      />
      {!mailWorks && (
        <Alert className="mb-4">
          Nothing is emailed yet: your organisation has not set up a mail server.
        </Alert>
      )}
      <AlertChoices alertKinds={alertKinds} save={saveAlerts} />
    </Card>
  );
}
