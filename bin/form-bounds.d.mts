import type { IncomingHttpHeaders } from "node:http";
export const FORM_BOUNDS: {
  readonly parts: number;
  readonly name: number;
  readonly text: number;
  readonly own: number;
  readonly ownText: number;
};
export function formProblem(
  request: { headers: IncomingHttpHeaders },
  body: Buffer,
): Promise<{ status: number; key: string } | null>;
