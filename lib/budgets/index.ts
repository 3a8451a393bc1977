export { type Ask, admit } from "./admit";
export { listStandings } from "./list";
export { dayOf, monthOf, periodEnd, periodStart } from "./periods";
export { type BudgetKey, removeBudget, setBudget } from "./set";
export { setEveryonesBudget } from "./set-everyones";
export { release, type Settlement, settle } from "./settle";
export type { BudgetPeriod, BudgetScope, BudgetStanding } from "./types";
export { budgetName } from "./words";
