import { formProblem } from "./form-bounds.mjs";
import { refuse } from "./refusal.mjs";

/**
 * Keeps a form's body back until all of it is here and has been looked at; only then `handle` is called, and
 * reads it as if it had just arrived. What is refused reaches nobody.
 */
export function holdForm(request, response, handle) {
  const push = request.push.bind(request);
  const pieces = [];
  request.push = (piece) => {
    if (piece !== null) return pieces.push(piece) > 0;
    request.push = push;
    void look(request, response, pieces, handle);
    return false;
  };
}

async function look(request, response, pieces, handle) {
  const problem = await formProblem(request, Buffer.concat(pieces));
  if (!problem) for (const piece of pieces) request.push(piece);
  request.push(null);
  if (!problem) return handle();
  request.resume();
  refuse(request, response, problem.status, problem.key);
}
