export { checkReady, type Readiness } from "./ready";
export { startJobs } from "./start";
