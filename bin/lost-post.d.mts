import type { IncomingMessage, ServerResponse } from "node:http";
export function answerLostPosts(request: IncomingMessage, response: ServerResponse): void;
