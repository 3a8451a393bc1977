import { z } from "zod";
import { AppError } from "@/lib/errors";

/** What people call a department, with sentences for what is wrong. Trimmed. */
export const departmentName = z
  .string("Enter a name for the department.")
  .trim()
  .min(1, "Enter a name for the department.")
  .max(60, "Enter a name of at most 60 characters.");

export function nameTaken(): AppError {
  return new AppError("conflict", "A department has this name already. Choose another name.", {
    details: { field: "name" },
  });
}
