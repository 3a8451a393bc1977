export { ALERT_KINDS, DELIVERY_STATES } from "@/db/schema";
export { type AddedChannel, addChannel } from "./add-channel";
export {
  changeChannel,
  pauseChannel,
  removeChannel,
  restoreChannel,
  resumeChannel,
  type WhichChannel,
} from "./change-channel";
export { CHANNELS_MAX, type ChannelInput, type NewChannelInput, RECIPIENTS_MAX } from "./channel-input";
export { deliverAlerts } from "./deliver";
export { MEMBER_ALERT_KINDS, readKinds } from "./kinds";
export { listAlerts } from "./list";
export { listChannels } from "./list-channels";
export { listDeliveries } from "./list-deliveries";
export { getMemberAlerts, setMemberAlerts } from "./member-alerts";
export { pruneDeliveries } from "./prune-deliveries";
export { retryDeliveries } from "./retry-deliveries";
export { retryDelivery } from "./retry-delivery";
export { sendDeliveries } from "./send";
export { testChannel } from "./test-channel";
export type {
  AlertKind,
  AlertListItem,
  AlertPage,
  AlertQuery,
  Channel,
  ChannelKind,
  Delivery,
  DeliveryPage,
  DeliveryQuery,
  DeliveryState,
  MemberAlerts,
} from "./types";
export { watchDays } from "./watch-days";
export { watchProviders } from "./watch-providers";
export { watchUnpriced } from "./watch-unpriced";
