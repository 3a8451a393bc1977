export { getProgramCtx } from "./api-key";
export { checkCredentials } from "./check-credentials";
export { handlers } from "./next-auth";
export { checkOrigin } from "./origin";
export { sameOriginPath } from "./same-origin-path";
export {
  findCtx,
  getAdminCtx,
  getCtx,
  publicCtx,
  requireAdminCtx,
  requireCtx,
  type SignedInCtx,
} from "./session";
export { endSession, startSession } from "./start-session";
