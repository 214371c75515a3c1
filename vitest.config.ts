import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL(".", import.meta.url)) } },
  test: {
    include: ["tests/**/*.test.{ts,tsx}"],
    exclude: ["tests/e2e/**", "node_modules/**"],
    globalSetup: "tests/setup/global-setup.ts",
    setupFiles: "tests/setup/each-file.ts",
    pool: "forks",
    maxWorkers: 2,
    // Larger samples take their time, and a busy machine may be slow, not wrong.
    testTimeout: process.env.EXAMINE === "1" ? 300_000 : 60_000,
    hookTimeout: 120_000,
  },
});
