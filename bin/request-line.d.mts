import type { IncomingMessage, ServerResponse } from "node:http";
export function refuseUnknown(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
): boolean;
