export { BUDGET_PERIODS, BUDGET_SCOPES, BUDGET_UNITS, ON_LIMIT } from "@/db/schema";
export { adjust, type Correction } from "./adjust";
export { type Ask, admit, type Decision, type Hold, holdStatements } from "./admit";
export { type Assignment, assignMember } from "./assign";
export { assignMembers } from "./assign-members";
export type { BudgetsOutcome } from "./change-each-budget";
export { changeLimits, type LimitChange } from "./change-limits";
export { countStopped } from "./count-stopped";
export { getDefaultThresholds, setDefaultThresholds } from "./default-thresholds";
export { type EffectiveLimit, listEffectiveLimits } from "./effective";
export { isUsedUp } from "./fit";
export { getUnit } from "./get-unit";
export { type KeyLimit, listKeyLimits, setKeyLimit } from "./key-limits";
export { listStandings } from "./list";
export {
  type BudgetFilter,
  type BudgetListItem,
  findBudget,
  findBudgets,
  listBudgets,
  type StandingBudget,
} from "./list-all";
export { dayOf, type Moment, monthOf, periodEnd, periodStart } from "./periods";
export { type LostWithBudgets, removeBudgets } from "./remove-budgets";
export { askForBudget } from "./requests/ask";
export { approveRequest, declineRequest } from "./requests/decide";
export { findRequest } from "./requests/find";
export { countRequests, listRequests } from "./requests/list";
export { listPastRequests, type PastRequestQuery } from "./requests/list-past";
export type {
  BudgetRequest,
  Grant,
  NewRequest,
  PastRequest,
  RequestState,
  WaitingRequest,
} from "./requests/types";
export { dismissAnswer, reopenRequest, withdrawRequest } from "./requests/withdraw";
export { type BudgetInput, removeBudget, setBudget } from "./set";
export { setEveryonesBudget } from "./set-everyones";
export { setOwnLimit } from "./set-own";
export { type Settlement, settle } from "./settle";
export { takeBack } from "./take-back";
export { takeBackMoves } from "./take-back-moves";
export { tellingTurnedAway } from "./tell";
export { tellUsedUp, type UsedUp } from "./tell-used-up";
export { findThreadLimit, setThreadLimit } from "./thread-limit";
export { addTopUp, endTopUp, listTopUps, type NewTopUp } from "./top-ups";
export type {
  Amount,
  Budget,
  BudgetChange,
  BudgetKey,
  BudgetPeriod,
  BudgetScope,
  BudgetStanding,
  BudgetUnit,
  Caller,
  OnLimit,
  ThreadLimit,
  TopUp,
  WorstCase,
} from "./types";
export { budgetName } from "./words";
