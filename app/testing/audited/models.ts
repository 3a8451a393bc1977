import { pauseChannel, removeChannel } from "@/lib/alerts";
import { archiveAssistant, savePrompt } from "@/lib/assistants";
import { allowUnpriced, setPrice } from "@/lib/pricing";
import { pauseProvider, removeProvider } from "@/lib/provider-keys";
import {
  addedProvider,
  alertChannel,
  failedDelivery,
  helper,
  idOf,
  inCatalogue,
  prompt,
  provider,
  rates,
  sharedAssistant,
  unpriced,
} from "../given";
import type { Scenario } from "./scenario";

/** About models, providers, assistants, prompts and alerts. */
export const MODELS: Record<string, Scenario> = {
  "admin/alerts/actions.ts#saveThresholds": {
    acts: ["alert_thresholds.set"],
    given: async () => ({ thresholds: "60, 90" }),
  },
  "admin/alerts/actions.ts#saveMinimums": {
    acts: ["report_minimums.set"],
    given: async () => ({ anomalyMinPicoUsd: "0.05", suggestionMinPicoUsd: "2" }),
  },
  "admin/alerts/actions.ts#add": {
    acts: ["alert_channel.add"],
    given: async () => ({
      ...{ kind: "webhook", name: "Desk", sends_threshold: "on" },
      url: "https://hooks.example.org/services/pk_secret",
    }),
  },
  "admin/alerts/actions.ts#change": {
    acts: ["alert_channel.change"],
    given: async (ctx) => ({
      ...(await alertChannel(ctx)),
      ...{ name: "Books", recipients: "books@example.org", sends_anomaly: "on" },
    }),
  },
  "admin/alerts/actions.ts#pause": { acts: ["alert_channel.pause"], given: alertChannel },
  "admin/alerts/actions.ts#resume": {
    acts: ["alert_channel.resume"],
    given: async (ctx) => {
      const which = await alertChannel(ctx);
      await pauseChannel(ctx, which);
      return which;
    },
  },
  "admin/alerts/actions.ts#remove": { acts: ["alert_channel.remove"], given: alertChannel },
  "admin/alerts/actions.ts#restore": {
    acts: ["alert_channel.restore"],
    given: async (ctx) => {
      const which = await alertChannel(ctx);
      await removeChannel(ctx, which);
      return which;
    },
  },
  "admin/alerts/actions.ts#test": { acts: ["alert_channel.test"], given: alertChannel },
  "admin/alerts/actions.ts#retry": { acts: ["alert_delivery.retry"], given: failedDelivery },
  "admin/alerts/actions.ts#retryMany": {
    acts: ["alert_delivery.retry"],
    given: async (ctx) => ({
      ids: [(await failedDelivery(ctx)).deliveryId, (await failedDelivery(ctx)).deliveryId],
    }),
  },
  "admin/providers/actions.ts#add": { acts: ["provider.add"], given: async () => provider() },
  "admin/providers/actions.ts#replace": {
    acts: ["provider.replace_key"],
    given: async (ctx) => ({ ...(await addedProvider(ctx)), apiKey: "another" }),
  },
  "admin/providers/actions.ts#pause": { acts: ["provider.pause"], given: addedProvider },
  "admin/providers/actions.ts#resume": {
    acts: ["provider.resume"],
    given: async (ctx) => {
      const which = await addedProvider(ctx);
      await pauseProvider(ctx, which);
      return which;
    },
  },
  "admin/providers/actions.ts#remove": { acts: ["provider.remove"], given: addedProvider },
  "admin/providers/actions.ts#restore": {
    acts: ["provider.restore"],
    given: async (ctx) => {
      const which = await addedProvider(ctx);
      await removeProvider(ctx, which);
      return which;
    },
  },
  "admin/providers/actions.ts#test": { acts: ["provider.test"], given: addedProvider },
  "admin/providers/bulk-actions.ts#pauseMany": {
    acts: ["provider.pause"],
    given: async (ctx) => ({
      ids: [(await addedProvider(ctx)).providerId, (await addedProvider(ctx)).providerId],
    }),
  },
  "admin/providers/bulk-actions.ts#resumeMany": {
    acts: ["provider.resume"],
    given: async (ctx) => {
      const which = await addedProvider(ctx);
      await pauseProvider(ctx, which);
      return { ids: which.providerId };
    },
  },
  "admin/models/actions.ts#set": {
    acts: ["price.set"],
    given: async () => ({
      ...{ ...unpriced(), inputPicoUsd: "0.15", cachedInputPicoUsd: "", cacheWritePicoUsd: "" },
      ...{ outputPicoUsd: "0.60", tiers: "[]", contextWindow: "", begins: "now" },
    }),
  },
  "admin/models/actions.ts#restore": {
    acts: ["price.restore"],
    given: async (ctx) => {
      await setPrice(ctx, { ...inCatalogue, ...rates, effectiveFrom: "now" });
      return inCatalogue;
    },
  },
  "admin/models/actions.ts#cancel": {
    acts: ["price.cancel"],
    // A cancelled price is gone: a colleague may have been faster.
    strange: "conflict",
    given: async (ctx) => {
      const effectiveFrom = new Date(Date.now() + 86_400_000);
      const { id } = await setPrice(ctx, { ...unpriced(), ...rates, effectiveFrom });
      return { priceId: id };
    },
  },
  "admin/models/actions.ts#allow": { acts: ["price.allow_unpriced"], given: async () => unpriced() },
  "admin/models/actions.ts#forbid": {
    acts: ["price.forbid_unpriced"],
    given: async (ctx) => {
      const named = unpriced();
      await allowUnpriced(ctx, named);
      return named;
    },
  },
  "admin/models/bulk-actions.ts#allowMany": {
    acts: ["price.allow_unpriced"],
    given: async () => ({ ids: [idOf(unpriced())] }),
  },
  "admin/models/bulk-actions.ts#forbidMany": {
    acts: ["price.forbid_unpriced"],
    given: async (ctx) => {
      const named = unpriced();
      await allowUnpriced(ctx, named);
      return { ids: [idOf(named)] };
    },
  },
  "admin/models/bulk-actions.ts#restoreMany": {
    acts: ["price.restore"],
    given: async (ctx) => {
      const named = { ...inCatalogue, model: "gpt-4o" };
      await setPrice(ctx, { ...named, ...rates, effectiveFrom: "now" });
      return { ids: [idOf(named)] };
    },
  },
  "admin/assistants/actions.ts#archiveMany": {
    acts: ["assistant.archive"],
    given: async (ctx) => ({ ids: [(await sharedAssistant(ctx)).assistantId] }),
  },
  "admin/assistants/actions.ts#restoreMany": {
    acts: ["assistant.restore"],
    given: async (ctx) => {
      const { assistantId } = await sharedAssistant(ctx);
      await archiveAssistant(ctx, { assistantId });
      return { ids: [assistantId] };
    },
  },
  "(chat)/assistants/actions.ts#saveAssistant": {
    acts: ["assistant.create"],
    given: async () => ({ ...helper, name: "New", model: "", outputTokensMax: "", sharing: "everyone" }),
  },
  "(chat)/assistants/actions.ts#archiveAssistant": { acts: ["assistant.archive"], given: sharedAssistant },
  "(chat)/assistants/actions.ts#restoreAssistant": {
    acts: ["assistant.restore"],
    given: async (ctx) => {
      const which = await sharedAssistant(ctx);
      await archiveAssistant(ctx, which);
      return which;
    },
  },
  "(chat)/prompt-actions.ts#savePrompt": { acts: ["prompt.create"], given: async () => prompt() },
  "(chat)/prompt-actions.ts#deletePrompt": {
    acts: ["prompt.delete"],
    given: (ctx) => savePrompt(ctx, prompt()),
  },
};
