import { randomUUID } from "node:crypto";
import type { Things } from "./things";

/**
 * Who may open what. Pages under /admin and whatever the source says is for admins need no line here; everything else
 * does, so that a page, a route or an action that nobody thought about fails the test.
 */

export const isAdminPage = (address: string) => /^\/admin(\/|$)/.test(address);

/** `open`: for anybody; `member`: for whoever is signed in; `own`: a stranger finds nothing; `shared`: by its link. */
export type Access = "open" | "member" | "own" | "shared";

export const PAGES: Record<string, Access> = {
  "/join/[token]": "open",
  "/setup": "open",
  "/sign-in": "open",
  "/": "member",
  "/archived": "member",
  "/assistants": "member",
  "/assistants/new": "member",
  "/assistants/[assistantId]": "own",
  "/deleted": "member",
  "/deleting": "member",
  "/settings": "member",
  "/shared/[token]": "shared",
  "/threads/[threadId]": "own",
  "/usage": "member",
};

/** Routes that are not for admins, nor for programs with a key. */
export const ROUTES: Record<string, Access> = {
  "GET /api/health": "open",
  "GET /api/ready": "open",
  "POST /api/attachments": "member",
  "GET /api/attachments/[attachmentId]": "own",
  "DELETE /api/attachments/[attachmentId]": "own",
  "GET /api/runs/[runId]/events": "own",
  "GET /api/threads/export": "member",
  "POST /api/threads/import": "member",
  "GET /api/reports/usage": "member",
};

export type Case = {
  /** What is sent, with the ids that are asked about. */
  input: (things: Things) => unknown;
  /** What comes of it with things of one's own; `ok` unless said. */
  own?: string;
  /** What comes of it with a stranger's or a missing id; `not_found` unless said. */
  strange?: string;
  /** What comes of it when an admin asks about somebody's; as for a stranger unless said. */
  byAdmin?: string;
};

/** Acts on the caller alone: there is nobody else's to ask about. */
export type SelfCase = "self";

const thread = ({ threadId }: Things) => ({ threadId });
const some = ({ threadId }: Things) => ({ threadIds: [threadId] });
const again = () => ({ idempotencyKey: randomUUID() });
const limits = { month: "5", day: "" };

const CHAT: Record<string, Case | SelfCase> = {
  "actions.ts#sendMessage": { input: (own) => ({ ...thread(own), text: "More?", ...again() }) },
  // Its model of the past is not offered here.
  "actions.ts#retryAnswer": {
    input: ({ answerMessageId }) => ({ answerMessageId, ...again() }),
    own: "invalid",
  },
  "actions.ts#editMessage": { input: ({ messageId }) => ({ messageId, text: "Other?", ...again() }) },
  "actions.ts#continueAnswer": {
    input: ({ answerMessageId }) => ({ answerMessageId, ...again() }),
    own: "invalid",
  },
  "actions.ts#chooseBranch": { input: ({ messageId }) => ({ messageId }) },
  "actions.ts#stopRun": { input: ({ runId }) => ({ runId }) },
  "actions.ts#getQuote": { input: thread },
  "share-actions.ts#findShare": { input: thread },
  "share-actions.ts#shareThread": { input: thread },
  "share-actions.ts#updateShare": { input: thread },
  "share-actions.ts#stopSharing": { input: ({ shareId }) => ({ shareId }) },
  "share-actions.ts#continueShared": "self",
  "search-actions.ts#searchThreads": "self",
  // Only a temporary one is.
  "old-thread-actions.ts#eraseThread": { input: thread, own: "invalid" },
  "old-thread-actions.ts#keepThreads": { input: some },
  "old-thread-actions.ts#keepAllThreads": "self",
  "detail-actions.ts#getStatistics": { input: thread },
  "detail-actions.ts#findLimit": { input: thread },
  "detail-actions.ts#setLimit": { input: (own) => ({ ...thread(own), limit: "2" }) },
  "detail-actions.ts#countCategories": "self",
  "detail-actions.ts#deleteCategory": { input: ({ categoryId }) => ({ categoryId }) },
  "detail-actions.ts#rateAnswer": {
    input: ({ answerMessageId }) => ({ messageId: answerMessageId, rating: "good" }),
  },
  "detail-actions.ts#getAnswerDetails": { input: ({ answerMessageId }) => ({ messageId: answerMessageId }) },
};

const THREADS: Record<string, Case | SelfCase> = {
  "thread-actions.ts#renameThread": { input: (own) => ({ ...thread(own), title: "Renamed" }) },
  "thread-actions.ts#pinThreads": { input: some },
  "thread-actions.ts#unpinThreads": { input: some },
  "thread-actions.ts#archiveThreads": { input: some },
  "thread-actions.ts#unarchiveThreads": { input: some },
  "thread-actions.ts#categoriseThreads": { input: (own) => ({ ...some(own), categoryId: own.categoryId }) },
  "thread-actions.ts#deleteThreads": { input: some },
  "thread-actions.ts#restoreThreads": { input: some },
  "thread-actions.ts#mergeThreads": { input: some, own: "invalid", strange: "invalid" },
  "thread-actions.ts#unmergeThread": { input: thread, own: "invalid" },
  "thread-actions.ts#duplicateThread": { input: thread },
  "thread-actions.ts#similarThreads": { input: thread },
  "thread-actions.ts#saveCategory": {
    input: ({ categoryId }) => ({ categoryId, name: randomUUID().slice(0, 8), colour: "green" }),
  },
  "thread-actions.ts#loadThreads": "self",
};

const HELPERS: Record<string, Case | SelfCase> = {
  "prompt-actions.ts#listPrompts": "self",
  "prompt-actions.ts#getPrompt": { input: ({ promptId }) => ({ promptId }) },
  "prompt-actions.ts#savePrompt": {
    input: ({ promptId }) => ({ promptId, name: randomUUID(), text: "Say it.", visibility: "me" }),
  },
  "prompt-actions.ts#deletePrompt": { input: ({ promptId }) => ({ promptId }) },
  "assistants/actions.ts#saveAssistant": {
    input: ({ assistantId }) => ({
      ...{ assistantId, name: "Helper", instructions: "Be brief.", model: "", outputTokensMax: "" },
      sharing: "me",
    }),
  },
  "assistants/actions.ts#archiveAssistant": { input: ({ assistantId }) => ({ assistantId }) },
  "assistants/actions.ts#restoreAssistant": { input: ({ assistantId }) => ({ assistantId }) },
  "assistants/actions.ts#weighInstructions": "self",
  "assistants/actions.ts#listChoosable": "self",
  "assistants/actions.ts#chooseAssistant": {
    input: (own) => ({ ...thread(own), assistantId: own.assistantId }),
  },
};

const SETTINGS: Record<string, Case | SelfCase> = {
  "settings/actions.ts#rename": "self",
  "settings/actions.ts#savePreferences": "self",
  "settings/actions.ts#replacePassword": "self",
  "settings/actions.ts#signOut": "self",
  "settings/actions.ts#signOutOfAll": "self",
  "settings/alert-actions.ts#saveAlerts": "self",
  "settings/limits-actions.ts#setOwnLimits": "self",
  "settings/old-thread-actions.ts#setConsent": "self",
  "settings/key-actions.ts#createKey": "self",
  "settings/key-actions.ts#revokeKey": { input: ({ apiKeyId }) => ({ apiKeyId }) },
  "settings/key-actions.ts#limitKey": {
    input: ({ apiKeyId }) => ({ apiKeyId, ...limits }),
    byAdmin: "ok",
  },
};

const USAGE: Record<string, Case | SelfCase> = {
  "usage/actions.ts#getRun": { input: ({ runId }) => ({ runId }) },
  "usage/actions.ts#askForMore": {
    input: ({ budgetId }) => ({ budgetId, amount: "1", reason: "A workshop." }),
    own: "conflict",
  },
  "usage/actions.ts#withdraw": { input: ({ requestId }) => ({ requestId }) },
  "usage/actions.ts#reopen": { input: ({ requestId }) => ({ requestId }) },
  // Whatever is not the caller's is put away already.
  "usage/actions.ts#dismiss": { input: ({ requestId }) => ({ requestId }), strange: "ok" },
};

/** Every action of members, by its file and name. */
export const ACTIONS: Record<string, Case | SelfCase> = {
  ...CHAT,
  ...THREADS,
  ...HELPERS,
  ...USAGE,
  ...SETTINGS,
};

/** What visitors may call. */
export const PUBLIC_ACTIONS = ["actions.ts#join", "actions.ts#setUp", "actions.ts#signIn"];
