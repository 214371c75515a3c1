import type { Instrumentation } from "next";

/** Logs what a page, action or route could not handle, with the numbers that its error page shows. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { logger } = await import("./lib/logger");
  const digest =
    typeof error === "object" && error !== null && "digest" in error ? error.digest : undefined;
  const requestId = request.headers["x-request-id"];
  // The route, never the path: a path can hold a token.
  const { routePath, routeType } = context;
  logger.error({ err: error, digest, requestId, routePath, routeType }, "request failed");
};
