import { bigint, timestamp } from "drizzle-orm/pg-core";
import type { PicoUsd } from "@/lib/money";

/** A pico-USD amount: bigint in Postgres and in TypeScript. */
export const picoUsd = (name: string) => bigint(name, { mode: "bigint" }).$type<PicoUsd>();

export const tokens = (name: string) => bigint(name, { mode: "number" });

export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });
