import { type APIRequestContext, type APIResponse, expect } from "@playwright/test";
import { actionId } from "../action-id";
import { settings } from "./database";
import { PASSWORDS } from "./passwords";

export type Fields = Readonly<Record<string, string | readonly string[]>>;

interface Post {
  /** file#export, as in the access matrix. */
  readonly action: string;
  readonly fields: Fields;
  /** What a page binds as the first argument: the purchasing account. */
  readonly account?: string;
  readonly path?: string;
  readonly headers?: Record<string, string>;
}

/** Posts a server action as the browser's script does, but without a page: nothing hides the button. */
export async function postAction(request: APIRequestContext, post: Post): Promise<APIResponse> {
  const { APP_URL = "" } = settings();
  const body = new FormData();
  for (const [name, value] of Object.entries(post.fields)) {
    for (const one of [value].flat()) body.append(`_1_${name}`, one);
  }
  const bound = post.account === undefined ? [] : [post.account];
  body.append("0", JSON.stringify([...bound, { status: "idle" }, "$K1"]));
  return request.post(post.path ?? "/sign-in", {
    multipart: body,
    maxRedirects: 0,
    headers: {
      "Next-Action": idOf(post.action),
      Accept: "text/x-component",
      Origin: APP_URL,
      "Sec-Fetch-Site": "same-origin",
      ...post.headers,
    },
  });
}

/** The same form as a browser without JavaScript posts it. */
export function plainForm({ action, fields, account }: Post): FormData {
  const body = new FormData();
  const bound = [...(account === undefined ? [] : [account]), { status: "idle" }];
  body.append("$ACTION_REF_1", "");
  body.append("$ACTION_1:0", JSON.stringify({ id: idOf(action), bound: "$@1" }));
  body.append("$ACTION_1:1", JSON.stringify(bound));
  for (const [name, value] of Object.entries(fields)) {
    for (const one of [value].flat()) body.append(name, one);
  }
  return body;
}

/** Signs in without a page; the request context keeps the cookie. */
export async function signInByPost(request: APIRequestContext, email: string): Promise<void> {
  const fields = { email, password: PASSWORDS.own };
  const answer = await postAction(request, {
    action: "app/(public)/actions.ts#signInAction",
    fields,
  });
  const to = answer.headers()["x-action-redirect"];
  expect(to ?? `${answer.status()} ${await answer.text()}`, email).toMatch(/^\//);
}

const idOf = (action: string) => actionId(action, settings().NEXT_DIST_DIR);
