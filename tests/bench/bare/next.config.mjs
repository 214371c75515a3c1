/** What the portal is compared with: Next alone, one page and two route handlers. */
const config = {
  turbopack: { root: new URL("../../..", import.meta.url).pathname },
  agentRules: false,
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ["@node-rs/argon2", "graphile-worker", "nodemailer", "pg", "pino"],
};

export default config;
