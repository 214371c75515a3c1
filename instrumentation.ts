import type { Instrumentation } from "next";
import { logger } from "./lib/logger";

/** Logs what a page, action or route could not handle, with the numbers that its error page shows. */
export const onRequestError: Instrumentation.onRequestError = (error, request, context) => {
  const digest =
    typeof error === "object" && error !== null && "digest" in error ? error.digest : undefined;
  const requestId = request.headers["x-request-id"];
  // The route, never the path: a path can hold a token.
  const { routePath, routeType } = context;
  logger.error({ err: error, digest, requestId, routePath, routeType }, "request failed");
};
