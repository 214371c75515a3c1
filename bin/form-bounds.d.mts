import type { IncomingHttpHeaders } from "node:http";
type Bound = "parts" | "name" | "text" | "own" | "ownText";
export declare const FORM_BOUNDS: Readonly<Record<Bound, number>>;
export function formProblem(
  request: { headers: IncomingHttpHeaders },
  body: Buffer,
): Promise<{ status: number; key: string } | null>;
