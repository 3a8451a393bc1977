import postgres from "postgres";
import { afterAll, beforeAll, inject } from "vitest";
import { type Conn, type Db, openDb } from "@/db/client";
import { newId } from "@/db/id";
import { migrateToLatest } from "@/db/migrate";
import { users } from "@/db/schema";
import type { Ctx, Role } from "./types";

/** A database of this file's own: there is one organisation per database, and a race needs committed rows. */
export function useOwnDb(): () => Db {
  let open: ReturnType<typeof openDb> | undefined;
  const name = `purser_test_org_${process.pid}_${Date.now()}`;
  const admin = postgres(inject("databaseUrl"), { max: 1, onnotice: () => undefined });
  beforeAll(async () => {
    await admin.unsafe(`create database ${name}`);
    const url = new URL(inject("databaseUrl"));
    url.pathname = `/${name}`;
    await migrateToLatest(url.href);
    open = openDb(url.href);
  });
  afterAll(async () => {
    await open?.close();
    await admin.unsafe(`drop database if exists ${name} with (force)`);
    await admin.end();
  });
  return () => {
    if (!open) throw new Error("The database is not open yet.");
    return open.db;
  };
}

/** A member who exists, and who is asking. The password hash fits no password. */
export async function makeMember(
  db: Conn,
  role: Role = "member",
  name = "Member 07",
): Promise<Ctx & { email: string }> {
  const id = newId();
  const email = `${id}@example.org`;
  await db.insert(users).values({ id, email, name, role, passwordHash: "none" });
  return { db, email, actor: { userId: id, role, departmentId: null } };
}
