import type { ComponentProps } from "react";
import { Field } from "@/components/forms/field";
import { Form } from "@/components/forms/form";
import { SubmitButton } from "@/components/forms/submit-button";

type Props = {
  action: ComponentProps<typeof Form>["action"];
  words: Record<"email" | "emailHint" | "code" | "codeHint" | "button", string>;
  /** "username" where the address is the one to sign in with. */
  autoComplete: "email" | "username";
  once?: boolean;
};

/** An address and the code that was mailed to it. */
export function MailedCodeForm({ action, words, autoComplete, once = false }: Props) {
  return (
    <Form action={action} labels={{ email: words.email, code: words.code }} once={once}>
      <Field
        name="email"
        type="email"
        label={words.email}
        hint={words.emailHint}
        autoComplete={autoComplete}
        required
      />
      <Field
        name="code"
        label={words.code}
        hint={words.codeHint}
        autoComplete="one-time-code"
        autoCapitalize="characters"
        spellCheck={false}
        className="[&_input]:font-mono [&_input]:uppercase"
        required
      />
      <SubmitButton big>{words.button}</SubmitButton>
    </Form>
  );
}
