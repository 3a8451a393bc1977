export { UNALLOCATED, WHOLE } from "./allocation/divide";
export { type AllocationInput, getAllocation } from "./allocation/get-allocation";
export { type Share, setShares } from "./allocation/set-shares";
export { type FocusInput, focusFile } from "./focus/file";
export { monthlyCsv } from "./monthly/csv";
export { monthlyFileName } from "./monthly/file-name";
export { getMonthlyReport, type MonthlyReportInput } from "./monthly/get-report";
export { renderReport } from "./pdf/render-report";
export type * from "./types";
