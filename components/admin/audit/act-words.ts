import type { Act, AuditRow } from "./types";

/** What was done, each as the heading of a row. In the order of the filter. */
export const ACT_WORDS: Record<Act, string> = {
  "organisation.create": "Organisation created",
  "member.add": "Member added",
  "member.join": "Member joined",
  "member.disable": "Member disabled",
  "member.enable": "Member enabled again",
  "member.role": "Role changed",
  "member.department": "Department of a member changed",
  "member.plan": "Plan of a member changed",
  "member.sign_out": "Member signed out everywhere",
  "api_key.revoke": "API key of a member revoked",
  "invitation.create": "Invitation made",
  "invitation.revoke": "Invitation revoked",
  "department.create": "Department added",
  "department.rename": "Department renamed",
  "department.delete": "Department deleted",
  "plan.create": "Plan added",
  "plan.save": "Plan changed",
  "plan.delete": "Plan deleted",
  "budget.set": "Budget set",
  "budget.remove": "Budget removed",
  "budget.top_up": "Budget topped up",
  "budget.end_top_up": "Top-up ended",
  "budget_request.approve": "Request for budget approved",
  "budget_request.decline": "Request for budget declined",
  "price.set": "Price set",
  "price.cancel": "Planned price cancelled",
  "price.restore": "Catalogue’s price restored",
  "price.sync": "Prices taken from the catalogue",
  "price.allow_unpriced": "Allowed to run unpriced",
  "price.forbid_unpriced": "No longer allowed to run unpriced",
  "department.shares": "Shares of departments set",
  "reconciliation.read": "Provider’s costs read",
  "ledger.adjust": "Amount corrected",
  "thread_rules.set": "Rules about old threads changed",
  "image_hosts.set": "Image hosts changed",
  "assistant.create": "Assistant added",
  "assistant.save": "Assistant changed",
  "assistant.archive": "Assistant archived",
  "assistant.restore": "Assistant restored",
  "prompt.create": "Prompt added",
  "prompt.save": "Prompt changed",
  "prompt.delete": "Prompt deleted",
  "alert_thresholds.set": "Thresholds of new budgets changed",
  "report_minimums.set": "Smallest amounts of anomalies and suggestions changed",
  "alert_channel.add": "Alert channel added",
  "alert_channel.change": "Alert channel changed",
  "alert_channel.pause": "Alert channel paused",
  "alert_channel.resume": "Alert channel resumed",
  "alert_channel.remove": "Alert channel removed",
  "alert_channel.restore": "Alert channel restored",
  "alert_channel.test": "Alert channel tested",
  "alert_delivery.retry": "Alert sent again",
  "report_recipients.set": "Recipients of a monthly report set",
  "report_mail.retry": "Monthly report mailed again",
  "provider.add": "Provider added",
  "provider.replace_key": "Provider given another key",
  "provider.test": "Provider tested",
  "provider.pause": "Provider paused",
  "provider.resume": "Provider resumed",
  "provider.remove": "Provider removed",
  "provider.restore": "Provider restored",
  "anomaly.dismiss": "Anomaly dismissed",
  "anomaly.restore": "Anomaly marked again",
  "cost_view.create": "View of the costs saved",
  "cost_view.rename": "View of the costs renamed",
  "cost_view.delete": "View of the costs deleted",
};

/** Who did it, for a person. */
export function whoWords({ who }: Pick<AuditRow, "who">): string {
  if ("name" in who) return who.name;
  return who.via === "cli" ? "The command line" : "Purser";
}

/** What it was done to; empty where the act says it all. */
export function subjectWords({ subject, before, after }: AuditRow): string {
  const scope = (after ?? before)?.scope;
  if (scope === "org") return "The organisation";
  const name = subject.name ?? (subject.kind === "attempt" ? `Call ${subject.id}` : "");
  return scope === "thread" && name ? `A thread of ${name}` : name;
}
