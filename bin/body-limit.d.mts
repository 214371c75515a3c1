import type { IncomingMessage, ServerResponse } from "node:http";
export function limitBody(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  handle: () => void,
): void;
