import nodemailer from "nodemailer";
import { env } from "../env";

/** One pooled connection set per process. A server that hangs costs a try, not the worker. */
export const transport = nodemailer.createTransport({
  url: env.SMTP_URL,
  pool: true,
  maxConnections: 5,
  maxMessages: 200,
  connectionTimeout: 10_000,
  greetingTimeout: 10_000,
  socketTimeout: 30_000,
  disableFileAccess: true,
  disableUrlAccess: true,
});
