import type { Server } from "node:http";
export function answerClientErrors(server: Server): void;
