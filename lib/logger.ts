import pino from "pino";
import { env } from "./env";

/** JSON lines on standard output. Secrets never reach a log: known fields and token paths are cut. */
export const logger = pino({
  level: env.LOG_LEVEL,
  base: null,
  redact: {
    paths: ["password", "confirmPassword", "token", "secret", "*.password", "*.token", "*.secret"],
    censor: "[redacted]",
  },
  serializers: { err: (error: Error) => redactTokens(pino.stdSerializers.err(error)) },
});

function redactTokens<T>(value: T): T {
  return JSON.parse(
    JSON.stringify(value).replace(
      /(get-started|reset-password|set-password)\/[\w-]+/g,
      "$1/[redacted]",
    ),
  ) as T;
}
