import { waitForLock } from "./lock.mjs";
import { inRoot } from "./paths.mjs";
import { run } from "./run.mjs";
import { chooseNode } from "./runtime.mjs";
import { hashOf, stamped } from "./stamp.mjs";

const generatorInputs = ["prisma/schema.prisma", "prisma.config.ts", "package-lock.json"];

const buildInputs = [
  ...["app", "components", "lib", "emails", "messages", "public", "prisma/schema.prisma"],
  ...["next.config.ts", "next.config.mjs", "next.config.js", "proxy.ts", "instrumentation.ts"],
  ...["postcss.config.mjs", "postcss.config.js", "package-lock.json", "tsconfig.json"],
];

// A build never talks to a database; settings that are parsed must still look like settings.
const placeholders = {
  APP_URL: "http://localhost:3000",
  DATABASE_URL: "postgresql://build@127.0.0.1:1/build",
  SMTP_URL: "smtp://127.0.0.1:1",
  SECRETS: "only-for-the-build-never-used-to-serve-anything",
};

/** Generates the database client when the schema changed. Tells whether it had to. */
export function generate() {
  const stamp = inRoot("prisma", "generated", ".generated");
  return stamped(stamp, hashOf(generatorInputs), () =>
    run(
      "Generating the database client",
      process.execPath,
      [inRoot("node_modules", "prisma", "build", "index.js"), "generate"],
      { env: { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, ...placeholders } },
    ),
  );
}

/** Builds the portal for production when its sources changed. Tells whether it had to. */
export async function build(distDir = ".next") {
  const lock = await waitForLock(inRoot("node_modules", `.${distDir}.lock`), "build");
  try {
    return await buildIfStale(distDir);
  } finally {
    lock.release();
  }
}

function buildIfStale(distDir) {
  return stamped(stampOf(distDir), hashOf(buildInputs), () =>
    run("Building the portal", chooseNode(), [nextCommand(), "build"], {
      env: { ...placeholders, NODE_ENV: "production", NEXT_DIST_DIR: distDir },
    }),
  );
}

function stampOf(distDir) {
  return inRoot(distDir, "built");
}

function nextCommand() {
  return inRoot("node_modules", "next", "dist", "bin", "next");
}
