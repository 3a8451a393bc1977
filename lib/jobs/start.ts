import { getDb } from "@/db/client";
import {
  deliverAlerts,
  pruneDeliveries,
  sendDeliveries,
  watchDays,
  watchProviders,
  watchUnpriced,
} from "@/lib/alerts";
import {
  archiveIdleThreads,
  correctEstimates,
  deleteOldThreads,
  eraseThreads,
  eraseUnsentAttachments,
  recoverRuns,
} from "@/lib/assistants";
import { getEnv } from "@/lib/env";
import { sendReportMails, storeMonthlyReports } from "@/lib/finance";
import { sealDays } from "@/lib/ledger";
import { eraseRemovedKeys } from "@/lib/provider-keys";
import { diagnoseDays, runIntegrityCheck } from "@/lib/reports";
import { leaveOnSignal } from "./leave";
import { every } from "./schedule";

const RECOVER_EVERY_MS = 2_000;
const CORRECT_EVERY_MS = 5_000;
const DELIVER_EVERY_MS = 2_000;
const SEND_EVERY_MS = 2_000;
const WATCH_EVERY_MS = 60 * 1000;
const WATCH_DAYS_EVERY_MS = 15 * 60 * 1000;
const SEAL_EVERY_MS = 60 * 1000;
const CHECK_EVERY_MS = 2_000;
const ERASE_EVERY_MS = 10 * 60 * 1000;
const REPORT_EVERY_MS = 10 * 60 * 1000;
const MAIL_EVERY_MS = 10 * 1000;
const AGE_EVERY_MS = 60 * 60 * 1000;

const shared = globalThis as { purserJobs?: boolean };

/** Starts this process's recurring work and its orderly end. The framework may call it more than once; only the first counts. */
export function startJobs(): void {
  if (shared.purserJobs) return;
  shared.purserJobs = true;
  leaveOnSignal();
  every(RECOVER_EVERY_MS, "recover runs", () => recoverRuns(getDb()));
  every(CORRECT_EVERY_MS, "correct estimates", () => correctEstimates(getDb()));
  every(DELIVER_EVERY_MS, "deliver alerts", () => deliverAlerts(getDb()));
  every(SEND_EVERY_MS, "send alerts", () => sendDeliveries(getDb()));
  every(WATCH_EVERY_MS, "watch providers", () => watchProviders(getDb()));
  every(WATCH_EVERY_MS, "watch unpriced use", () =>
    watchUnpriced(getDb(), { now: new Date(), timeZone: getEnv().ORG_TIME_ZONE }),
  );
  every(WATCH_DAYS_EVERY_MS, "watch days", () =>
    watchDays(getDb(), { now: new Date(), timeZone: getEnv().ORG_TIME_ZONE }),
  );
  every(SEAL_EVERY_MS, "seal days", () => sealDays(getDb(), { timeZone: getEnv().ORG_TIME_ZONE }));
  every(SEAL_EVERY_MS, "diagnose days", () => diagnoseDays(getDb(), { timeZone: getEnv().ORG_TIME_ZONE }));
  every(CHECK_EVERY_MS, "check the ledger", () => runIntegrityCheck(getDb(), getEnv().ORG_TIME_ZONE));
  every(REPORT_EVERY_MS, "store monthly reports", () =>
    storeMonthlyReports(getDb(), { timeZone: getEnv().ORG_TIME_ZONE }),
  );
  every(MAIL_EVERY_MS, "mail monthly reports", () => sendReportMails(getDb()));
  every(ERASE_EVERY_MS, "erase threads", () => eraseThreads(getDb()));
  every(ERASE_EVERY_MS, "erase unsent attachments", () => eraseUnsentAttachments(getDb()));
  every(ERASE_EVERY_MS, "erase removed keys", () => eraseRemovedKeys(getDb()));
  every(AGE_EVERY_MS, "archive idle threads", () => archiveIdleThreads(getDb()));
  every(AGE_EVERY_MS, "delete old threads", () => deleteOldThreads(getDb()));
  every(AGE_EVERY_MS, "remove old deliveries", () => pruneDeliveries(getDb()));
}
