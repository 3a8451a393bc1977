import { inject } from "vitest";

declare module "vitest" {
  export interface ProvidedContext {
    fuzzShare: number;
  }
}

/** How many of the inputs of `npm run fuzz` are tried in this run: all of them there, a tenth in `npm test`. */
export function fuzzRuns(full: number): number {
  return Math.ceil(full * inject("fuzzShare"));
}
