import { parseArgs } from "node:util";
import {
  BUDGET_PERIODS,
  BUDGET_UNITS,
  type BudgetKey,
  type BudgetUnit,
  findBudget,
  ON_LIMIT,
  removeBudget,
  setBudget,
} from "@/lib/budgets";
import { AppError } from "@/lib/errors";
import { formatLimit, parseUsd } from "@/lib/money";
import { readScope, SCOPES } from "./budget-scope";
import { checkModel } from "./check-model";
import { type Command, oneOf, required, UsageError } from "./command";
import { ownerCtx } from "./owner-ctx";

const keyOptions = {
  scope: { type: "string" },
  period: { type: "string" },
  "on-limit": { type: "string", default: "block" },
} as const;

export const budgetSet: Command = {
  name: "budget set",
  usage: `budget set --scope ${SCOPES} --period ${BUDGET_PERIODS.join("|")} --usd 5.00 | --tokens N | --messages N [--on-limit block|notify | --on-limit downgrade --downgrade-to <provider/model>]`,
  summary: "Sets a budget, or changes the one that is there",
  prepare(args) {
    const { values } = parseArgs({
      args,
      options: {
        ...keyOptions,
        usd: { type: "string" },
        tokens: { type: "string" },
        messages: { type: "string" },
        "downgrade-to": { type: "string" },
      },
    });
    const { findScope, ...key } = readKey(values);
    const { unit, limit } = readLimit(values);
    const downgradeTo = readDowngrade(key.onLimit, values["downgrade-to"]);
    return async (db) => {
      const { name, ...scope } = await findScope(db);
      if (scope.scope === "model" && scope.scopeId?.includes("/")) await checkModel(db, scope.scopeId);
      if (downgradeTo) await checkModel(db, downgradeTo);
      await setBudget(await ownerCtx(db), { ...scope, ...key, unit, limit, downgradeTo });
      const then = { block: "blocks", notify: "only notifies", downgrade: `then ${downgradeTo}` }[
        key.onLimit
      ];
      return { lines: [`${name} ${formatLimit(limit, unit)} ${perPeriod(key.period)}, ${then}`] };
    };
  },
};

export const budgetRemove: Command = {
  name: "budget remove",
  usage: `budget remove --scope ${SCOPES} --period ${BUDGET_PERIODS.join("|")} [--unit ${BUDGET_UNITS.join("|")}] [--on-limit ${ON_LIMIT.join("|")}]`,
  summary: "Removes a budget; one in dollars that blocks unless said otherwise",
  prepare(args) {
    const { values } = parseArgs({
      args,
      options: { ...keyOptions, unit: { type: "string", default: "usd" } },
    });
    const { findScope, ...key } = readKey(values);
    const unit = oneOf(values.unit, BUDGET_UNITS, "--unit");
    return async (db) => {
      const { name, ...scope } = await findScope(db);
      const budget: BudgetKey = { ...scope, ...key, unit };
      const words = `${name} ${perPeriod(key.period)} (${key.onLimit})`;
      const ctx = await ownerCtx(db);
      if (!(await findBudget(ctx, budget))) {
        throw new AppError("not_found", `There is no budget in ${UNIT_NAMES[unit]} for ${words}.`);
      }
      await removeBudget(ctx, budget);
      return { lines: [`${words} in ${UNIT_NAMES[unit]} removed`] };
    };
  },
};

const UNIT_NAMES: Record<BudgetUnit, string> = { usd: "dollars", tokens: "tokens", messages: "messages" };

function readKey(values: { scope?: string; period?: string; "on-limit": string }) {
  return {
    findScope: readScope(required(values.scope, "--scope")),
    period: oneOf(required(values.period, "--period"), BUDGET_PERIODS, "--period"),
    onLimit: oneOf(values["on-limit"], ON_LIMIT, "--on-limit"),
  };
}

function readLimit(values: Partial<Record<BudgetUnit, string>>): { unit: BudgetUnit; limit: bigint } {
  const [unit, ...others] = BUDGET_UNITS.filter((one) => values[one] !== undefined);
  const text = unit && values[unit];
  if (!unit || text === undefined || others.length > 0) {
    throw new UsageError("Say how much: one of --usd 5.00, --tokens N and --messages N.");
  }
  if (unit === "usd") return { unit, limit: parseUsd(text) };
  if (!/^\d+$/.test(text)) throw new UsageError(`--${unit} is a whole number; "${text}" is not.`);
  return { unit, limit: BigInt(text) };
}

function readDowngrade(onLimit: BudgetKey["onLimit"], model: string | undefined): string | null {
  if (onLimit !== "downgrade") {
    if (model) throw new UsageError("--downgrade-to goes with --on-limit downgrade.");
    return null;
  }
  return required(model, "--downgrade-to");
}

function perPeriod(period: BudgetKey["period"]): string {
  return period === "total" ? "in total" : `per ${period}`;
}
