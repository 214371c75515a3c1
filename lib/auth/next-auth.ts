import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { endSession } from "../accounts/session";
import { signIn, signInSchema } from "../accounts/sign-in";
import { DomainError } from "../errors";
import { logger } from "../logger";
import { keysFor } from "../secrets";
import { originOf } from "./request-origin";
import {
  COOKIE_OPTIONS,
  decodeSession,
  encodeSession,
  SESSION_COOKIE,
  SESSION_SECONDS,
} from "./session-cookie";

const log = logger.child({ part: "next-auth" });

/**
 * Credentials only, and only for people who were let in: no adapter, no provider that could make a
 * user (R5). The token holds the secret of a session row, which decides on every request. Whoever has a
 * second factor gets no session here: only the sign-in page asks for the code.
 */
export const authOptions: NextAuthOptions = {
  secret: keysFor("cookie")[0].toString("base64url"),
  session: { strategy: "jwt", maxAge: SESSION_SECONDS },
  jwt: {
    encode: ({ token }) => encodeSession(typeof token?.sid === "string" ? token.sid : ""),
    decode: async ({ token }) => {
      const sid = await decodeSession(token);
      return sid === undefined ? null : { sid };
    },
  },
  cookies: { sessionToken: { name: SESSION_COOKIE, options: COOKIE_OPTIONS } },
  pages: { signIn: "/sign-in", signOut: "/sign-in", error: "/sign-in" },
  providers: [
    CredentialsProvider({
      credentials: { email: { type: "email" }, password: { type: "password" } },
      async authorize(credentials, request) {
        const input = signInSchema.safeParse(credentials);
        if (!input.success) return null;
        const list = new Headers(request.headers as Record<string, string>);
        try {
          const visit = { origin: originOf(list), agent: list.get("user-agent") ?? "" };
          return { id: (await signIn(input.data, visit)).secret };
        } catch (error) {
          if (error instanceof DomainError) return null;
          throw error;
        }
      },
    }),
  ],
  callbacks: {
    jwt: ({ token, user }) => ({ sid: (user as typeof user | undefined)?.id ?? token.sid }),
    session: ({ session }) => ({ expires: session.expires }),
  },
  events: {
    async signOut({ token }) {
      if (typeof token.sid === "string") await endSession(token.sid, new Date());
    },
  },
  logger: {
    error: (code) => log.warn({ code }, "sign-in library"),
    warn: () => {},
    debug: () => {},
  },
};
