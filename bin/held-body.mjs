import { formProblem } from "./form-bounds.mjs";
import { gather } from "./gather.mjs";
import { refuse } from "./refusal.mjs";

/**
 * Keeps a form's body back until all of it is here and has been looked at; only then `handle` is called, and
 * reads it as if it had just arrived. What is refused reaches nobody; more than `most` bytes don't get here.
 */
export function holdForm(request, response, most, handle) {
  const push = request.push.bind(request);
  const held = gather(most);
  request.push = (piece) => {
    if (piece !== null) {
      held.add(piece);
      return true;
    }
    request.push = push;
    void look(request, response, held.all() ?? Buffer.alloc(0), handle);
    return false;
  };
}

async function look(request, response, body, handle) {
  const problem = await formProblem(request, body);
  if (!problem && body.length > 0) request.push(body);
  request.push(null);
  if (!problem) return handle();
  request.resume();
  refuse(request, response, problem.status, problem.key);
}
