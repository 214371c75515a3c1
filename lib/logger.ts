import pino from "pino";
import { env } from "./env";
import { redactTokens } from "./redact";

/** JSON lines on standard output. Secrets never reach a log: known fields and token paths are cut. */
export const logger = pino({
  level: env.LOG_LEVEL,
  base: null,
  redact: {
    paths: ["password", "confirmPassword", "token", "secret", "*.password", "*.token", "*.secret"],
    censor: "[redacted]",
  },
  serializers: { err: (error: Error) => withoutTokens(pino.stdSerializers.err(error)) },
});

function withoutTokens<T>(value: T): T {
  return JSON.parse(redactTokens(JSON.stringify(value))) as T;
}
