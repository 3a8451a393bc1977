import { MODELS } from "./audited/models";
import { MONEY } from "./audited/money";
import { PEOPLE } from "./audited/people";
import type { Scenario } from "./audited/scenario";

/** What every action of admins records, by the file and name of the action. */
export const AUDITED: Record<string, Scenario> = { ...PEOPLE, ...MONEY, ...MODELS };
