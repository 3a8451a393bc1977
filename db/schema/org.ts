import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  customType,
  index,
  integer,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { instant, picoUsd } from "./columns";

const bytea = customType<{ data: Buffer }>({ dataType: () => "bytea" });

export const organisations = pgTable(
  "organisations",
  {
    id: uuid("id").primaryKey(),
    /** Always true: the unique index makes a second organisation impossible, also for two set-ups at once. */
    only: boolean("only").notNull().default(true).unique(),
    name: text("name").notNull(),
    /** Most threads a member may have that are not archived; null: as many as they like. */
    activeThreadsMax: integer("active_threads_max"),
    /** A thread in which nothing happened for so long is archived; null: never. */
    archiveAfterDays: integer("archive_after_days").default(30),
    /** One in which nothing happened for so long is deleted, where its owner agreed; null: never. */
    deleteAfterDays: integer("delete_after_days").default(365),
    /** So long after its last message the content of a temporary thread is erased. */
    temporaryHours: integer("temporary_hours").notNull().default(24),
    /** Hosts whose pictures answers show: `images.example.org` or `*.example.org`; none to begin with. */
    imageHosts: text("image_hosts").array().notNull().default([]),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (t) => [
    check("organisations_only", sql`${t.only}`),
    check("organisations_image_hosts", sql`cardinality(${t.imageHosts}) <= 20`),
    check(
      "organisations_positive",
      sql`${t.activeThreadsMax} > 0 and ${t.archiveAfterDays} > 0 and ${t.deleteAfterDays} > 0 and ${t.temporaryHours} > 0`,
    ),
  ],
);

/** A group of members that can share a budget. Costs keep the department they were made in. */
export const departments = pgTable(
  "departments",
  {
    id: uuid("id").primaryKey(),
    name: text("name").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (t) => [uniqueIndex("departments_name").on(sql`lower(${t.name})`)],
);

/** What a member may ask for. Null means: not limited by the plan. Its messages a month are a budget of scope `plan`. */
export const plans = pgTable(
  "plans",
  {
    id: uuid("id").primaryKey(),
    name: text("name").notNull(),
    /** Option ids (`provider/model`) or bare model names. */
    models: text("models").array(),
    inputTokensMax: integer("input_tokens_max"),
    outputTokensMax: integer("output_tokens_max"),
    requestPicoUsdMax: picoUsd("request_pico_usd_max"),
    createdAt: instant("created_at").notNull().defaultNow(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (t) => [
    uniqueIndex("plans_name").on(sql`lower(${t.name})`),
    check(
      "plans_positive",
      sql`${t.inputTokensMax} > 0 and ${t.outputTokensMax} > 0 and ${t.requestPicoUsdMax} > 0`,
    ),
  ],
);

export const users = pgTable(
  "users",
  {
    id: uuid("id").primaryKey(),
    email: text("email").notNull(),
    name: text("name").notNull(),
    role: text("role", { enum: ["owner", "admin", "member"] }).notNull(),
    passwordHash: text("password_hash").notNull(),
    departmentId: uuid("department_id").references(() => departments.id),
    planId: uuid("plan_id").references(() => plans.id),
    /** A session older than this number is over. */
    sessionEpoch: integer("session_epoch").notNull().default(0),
    disabledAt: instant("disabled_at"),
    /** When the member agreed that threads are deleted for their age; null: none is. */
    deletionAgreedAt: instant("deletion_agreed_at"),
    /** Whether the composer may say that a message begins another topic. */
    suggestsThreads: boolean("suggests_threads").notNull().default(true),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (t) => [
    uniqueIndex("users_email").on(sql`lower(${t.email})`),
    index("users_name").on(t.name, t.id),
    index("users_department").on(t.departmentId),
    index("users_plan").on(t.planId),
    index("users_agreed").on(t.id).where(sql`${t.deletionAgreedAt} is not null`),
    check("users_role", sql`${t.role} in ('owner', 'admin', 'member')`),
  ],
);

export const invitations = pgTable(
  "invitations",
  {
    id: uuid("id").primaryKey(),
    tokenHash: bytea("token_hash").notNull().unique(),
    email: text("email"),
    role: text("role", { enum: ["admin", "member"] }).notNull(),
    invitedBy: uuid("invited_by")
      .notNull()
      .references(() => users.id),
    createdAt: instant("created_at").notNull().defaultNow(),
    expiresAt: instant("expires_at").notNull(),
    acceptedAt: instant("accepted_at"),
    acceptedBy: uuid("accepted_by").references(() => users.id),
    revokedAt: instant("revoked_at"),
  },
  (t) => [
    index("invitations_open").on(t.createdAt),
    check("invitations_role", sql`${t.role} in ('admin', 'member')`),
  ],
);

export const apiKeys = pgTable(
  "api_keys",
  {
    id: uuid("id").primaryKey(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id),
    name: text("name").notNull(),
    /** The first characters, so that a person can tell keys apart. */
    prefix: text("prefix").notNull(),
    keyHash: bytea("key_hash").notNull().unique(),
    createdAt: instant("created_at").notNull().defaultNow(),
    lastUsedAt: instant("last_used_at"),
    revokedAt: instant("revoked_at"),
  },
  (t) => [index("api_keys_user").on(t.userId, t.createdAt)],
);

/** Counters of limited attempts, in the shape that rate-limiter-flexible reads and writes. */
export const rateLimits = pgTable("rate_limits", {
  key: text("key").primaryKey(),
  points: integer("points").notNull(),
  expire: instant("expire"),
});
