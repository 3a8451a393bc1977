import NextAuth, { type NextAuthResult } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { getDb } from "@/db/client";
import { isAppError } from "@/lib/errors";
import { log } from "@/lib/log";
import { checkCredentials } from "./check-credentials";
import { clientAddress } from "./client-address";

declare module "next-auth" {
  interface User {
    sessionEpoch?: number;
  }
}

const result: NextAuthResult = NextAuth({
  trustHost: true,
  session: { strategy: "jwt" },
  pages: { signIn: "/sign-in", error: "/sign-in" },
  providers: [
    Credentials({
      credentials: { email: {}, password: {} },
      authorize: async ({ email, password }, request) => {
        if (typeof email !== "string" || typeof password !== "string") return null;
        const member = await checkCredentials(getDb(), {
          email,
          password,
          ip: clientAddress(request.headers),
        });
        return { id: member.userId, sessionEpoch: member.sessionEpoch };
      },
    }),
  ],
  callbacks: {
    // The token says who and since when; whether that still holds is asked of the database at each read.
    jwt: ({ token, user }) => (user ? { sub: user.id ?? "", sessionEpoch: user.sessionEpoch ?? -1 } : token),
  },
  logger: {
    error: (error) => {
      if (!isExpected(error)) log.error({ err: error }, "sign-in failed");
    },
    warn: () => undefined,
    debug: () => undefined,
  },
});

/** `handlers` are the routes of next-auth; `signIn` and `signOut` set and clear the cookie within an action. */
export const { handlers, signIn, signOut } = result;

/** The AppError that a credential check threw, out of the layers next-auth wraps around it. */
export function findCause(error: unknown): unknown {
  if (isAppError(error) || !(error instanceof Error)) return error;
  const cause = error.cause;
  const inner = cause && typeof cause === "object" && "err" in cause ? cause.err : cause;
  return inner === undefined ? error : findCause(inner);
}

function isExpected(error: Error): boolean {
  return (
    isAppError(findCause(error)) || error.name === "CredentialsSignin" || error.name === "JWTSessionError"
  );
}
