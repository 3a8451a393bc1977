export { cancelDeliveries } from "./cancel";
export { LEASE_MS, type Lease, takeDue } from "./claim";
export { explain } from "./explain";
export { linkTo } from "./link-to";
export { markFailed, markSent } from "./mark";
export { type Outgoing, sendDue, waitAfter } from "./send-due";
