import { findCause, signIn, signOut } from "./next-auth";

/** Checks an email and a password and sets the session cookie. Throws what `checkCredentials` throws. */
export async function startSession(credentials: { email: string; password: string }): Promise<void> {
  try {
    await signIn("credentials", { ...credentials, redirect: false });
  } catch (error) {
    throw findCause(error);
  }
}

/** Takes the session cookie away from this browser. */
export async function endSession(): Promise<void> {
  await signOut({ redirect: false });
}
