import { inviteUser } from "../../../../../lib/invitations/invite-user";

export async function POST(request) {
  const { actor, input } = await request.json();
  const { email } = await inviteUser(actor, input);
  return Response.json({ email });
}
