import type { IncomingMessage, ServerResponse } from "node:http";
export function applyPageStatus(request: IncomingMessage, response: ServerResponse): void;
