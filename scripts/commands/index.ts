import { auditVerify } from "./audit";
import { budgetRemove, budgetSet } from "./budget";
import type { Command } from "./command";
import { demoSeed } from "./demo";
import { departmentAdd } from "./department";
import { keyCreate } from "./key";
import { ledgerAdjust, ledgerSums, ledgerVerify } from "./ledger";
import { pricesList, pricesSet, pricesSync } from "./prices";
import { threadsExport, threadsImport } from "./threads";
import { userAdd } from "./user";

const COMMANDS: Command[] = [
  userAdd,
  departmentAdd,
  keyCreate,
  budgetSet,
  budgetRemove,
  pricesList,
  pricesSet,
  pricesSync,
  ledgerVerify,
  ledgerSums,
  ledgerAdjust,
  auditVerify,
  threadsExport,
  threadsImport,
  demoSeed,
];

/** The command that the first two words name; null when there is none. */
export function findCommand(words: string[]): Command | null {
  return COMMANDS.find((command) => command.name === words.slice(0, 2).join(" ")) ?? null;
}

export function helpText(command?: Command): string {
  if (command) return `npm run -s purser -- ${command.usage}\n  ${command.summary}`;
  const list = COMMANDS.map(({ usage, summary }) => `  ${usage}\n      ${summary}`);
  return ["npm run -s purser -- <command>", "", ...list].join("\n");
}
