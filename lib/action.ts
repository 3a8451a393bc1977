import { unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import { checkOrigin, getAdminCtx, getCtx, getProgramCtx, publicCtx, type SignedInCtx } from "@/lib/auth";
import {
  type ActionResult,
  AppError,
  ERROR_STATUS,
  type ErrorCode,
  isAppError,
  type ProgramError,
  toProgramError,
} from "@/lib/errors";
import { log } from "@/lib/log";
import type { Ctx, ProgramCtx } from "@/lib/org/types";

/** Takes a form or an object; called with two arguments (useActionState) the last one is the input. */
export type Action<S extends z.ZodType, T> = {
  (input: z.input<S> | FormData): Promise<ActionResult<T>>;
  (previous: unknown, input: FormData): Promise<ActionResult<T>>;
};

type Handler<C, S extends z.ZodType, T> = (ctx: C, input: z.output<S>) => Promise<T>;

/** A server action for signed-in members: authenticate, parse, one lib call. Roles are the lib verb's to check. */
export function defineAction<S extends z.ZodType, T>(
  schema: S,
  run: Handler<SignedInCtx, S, T>,
): Action<S, T> {
  return remember(wrap(getCtx, schema, run), schema, run);
}

/** The same for admins and the owner; to a member the action does not exist. */
export function defineAdminAction<S extends z.ZodType, T>(
  schema: S,
  run: Handler<SignedInCtx, S, T>,
): Action<S, T> {
  return remember(wrap(getAdminCtx, schema, run), schema, run);
}

const handlers = new WeakMap<object, (ctx: SignedInCtx, input: unknown) => Promise<unknown>>();

/** What an action does once it is known who asks; for tests, which have no request. Null for what is no such action. */
export function handlerOf(action: unknown) {
  return typeof action === "function" ? (handlers.get(action) ?? null) : null;
}

function remember<S extends z.ZodType, T>(
  action: Action<S, T>,
  schema: S,
  run: Handler<SignedInCtx, S, T>,
): Action<S, T> {
  handlers.set(action, (ctx, input) => run(ctx, schema.parse(input)));
  return action;
}

/** For the pages that come before sign-in; there is no actor. */
export function definePublicAction<S extends z.ZodType, T>(
  schema: S,
  run: Handler<Pick<Ctx, "db">, S, T>,
): Action<S, T> {
  return wrap(async () => publicCtx(), schema, run);
}

type RouteWork<P> = (ctx: SignedInCtx, request: Request, params: P) => Promise<Response>;
type RouteHandler<P> = (request: Request, context: { params: Promise<P> }) => Promise<Response>;

/** A route handler for signed-in members. Failures become JSON `{error: {code, message}}` with their status. */
export function defineRoute<P = Record<never, never>>(handle: RouteWork<P>): RouteHandler<P> {
  return wrapRoute(getCtx, handle);
}

/** The same for admins and the owner; to a member the route does not exist. */
export function defineAdminRoute<P = Record<never, never>>(handle: RouteWork<P>): RouteHandler<P> {
  return wrapRoute(getAdminCtx, handle);
}

function wrapRoute<P>(authenticate: () => Promise<SignedInCtx>, handle: RouteWork<P>): RouteHandler<P> {
  return async (request, context) => {
    try {
      checkOrigin(request);
      return await handle(await authenticate(), request, await context.params);
    } catch (error) {
      const { code, message, details } = explain(error, "route");
      const status = code === null ? 500 : ERROR_STATUS[code];
      return Response.json({ error: { code: code ?? "server_error", message, ...details } }, { status });
    }
  };
}

/** A route handler for programs, which send an API key. Failures have OpenAI's shape, status and headers. */
export function defineProgramRoute<P = Record<never, never>>(
  handle: (ctx: ProgramCtx, request: Request, params: P) => Promise<Response>,
): RouteHandler<P> {
  return async (request, context) => {
    try {
      return await handle(await getProgramCtx(request), request, await context.params);
    } catch (error) {
      const { status, headers, body } = explainToProgram(error);
      return Response.json(body, { status, headers });
    }
  };
}

/** Any failure in OpenAI's shape; for a stream, whose status is sent already. Logs what nobody expected. */
export function explainToProgram(error: unknown): ProgramError {
  const { message } = explain(error, "program");
  return toProgramError(message, isAppError(error) ? error : null);
}

function wrap<C, S extends z.ZodType, T>(
  authenticate: () => Promise<C>,
  schema: S,
  run: Handler<C, S, T>,
): Action<S, T> {
  return async (...args: unknown[]) => {
    try {
      const ctx = await authenticate();
      const input = args.at(-1);
      const fields = input instanceof FormData ? Object.fromEntries(input) : input;
      refuseNul(fields);
      const parsed = schema.safeParse(fields);
      if (!parsed.success) return invalid(parsed.error);
      return { ok: true, data: await run(ctx, parsed.data) };
    } catch (error) {
      const { code, message, details } = explain(error, "action");
      const { field } = details;
      return {
        ok: false,
        code: code ?? "server_error",
        message,
        fields: field ? { [field]: message } : {},
        details,
      };
    }
  };
}

/** Postgres has no NUL in text, however deep it lies; nobody types one. */
function refuseNul(input: unknown): void {
  const seen = new Set<unknown>();
  const open: unknown[] = [input];
  for (const value of open) {
    if (typeof value === "string" && value.includes("\0")) {
      throw new AppError(
        "invalid",
        "The text has a character that cannot be stored: remove it and try again.",
      );
    }
    if (typeof value !== "object" || value === null || ArrayBuffer.isView(value) || seen.has(value)) continue;
    // What is sent may hold itself.
    seen.add(value);
    for (const [key, inner] of Object.entries(value)) open.push(key, inner);
  }
}

type Explained = { code: ErrorCode | null; message: string; details: Record<string, string> };

function explain(error: unknown, where: string): Explained {
  unstable_rethrow(error);
  if (isAppError(error)) return { code: error.code, message: error.message, details: error.details };
  log.error({ err: error, where }, "unexpected failure");
  return { code: null, message: "Something went wrong on our side. Try again in a moment.", details: {} };
}

function invalid(error: z.ZodError): Extract<ActionResult<never>, { ok: false }> {
  const fields: Record<string, string> = {};
  for (const issue of error.issues) fields[String(issue.path[0] ?? "")] ??= issue.message;
  const message = error.issues[0]?.message ?? "Check what you entered.";
  return { ok: false, code: "invalid", message, fields, details: {} };
}
