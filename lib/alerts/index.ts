export { deliverAlerts } from "./deliver";
export { listAlerts } from "./list";
export type { AlertListItem, AlertPage } from "./types";
