"use client";

import "./globals.css";

/** For failures of the root layout itself, whose fonts and themes are then missing. */
export default function GlobalError({ reset }: { error: Error; reset: () => void }) {
  return (
    <html lang="en">
      <body>
        <title>Something went wrong · Purser</title>
        <main className="flex min-h-dvh flex-col items-center justify-center gap-4 px-4 text-center">
          <h1 className="font-medium">Something went wrong on our side</h1>
          <p className="text-muted text-sm">Nothing you wrote is lost.</p>
          <button
            type="button"
            onClick={reset}
            className="h-10 rounded-control border border-line bg-card px-4 font-medium"
          >
            Try again
          </button>
        </main>
      </body>
    </html>
  );
}
