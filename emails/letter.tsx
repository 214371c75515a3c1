import {
  Body,
  Button,
  Container,
  Head,
  Heading,
  Hr,
  Html,
  Link,
  Preview,
  Text,
} from "@react-email/components";
import type { MailLanguage } from "../lib/languages";

/** What every mail says, in the order in which it is read; both parts are made from it. */
export interface Letter {
  readonly language: MailLanguage;
  readonly direction: "ltr" | "rtl";
  readonly subject: string;
  readonly greeting: string;
  readonly heading: string;
  readonly paragraphs: readonly string[];
  readonly facts: readonly Fact[];
  readonly button?: LabelledLink;
  /** A second thing to do, for those whom the button doesn't help. */
  readonly otherLink?: LabelledLink;
  /** Below the button: until when the link works, and what then. */
  readonly until?: readonly string[];
  /** What to type where the links of a mail don't work. */
  readonly code?: { readonly label: string; readonly value: string; readonly hint: string };
  readonly linkInFull: string;
  /** A label and its value in one line, as the language puts a colon. */
  readonly line: (label: string, value: string) => string;
  readonly why: string;
  readonly notYou: string;
  /** Near the foot: how to get no more of these. */
  readonly stop?: LabelledLink;
  /** Where a mail program posts to by itself, for the header List-Unsubscribe (RFC 8058). */
  readonly unsubscribe?: string;
  readonly sender: string;
}

/** Label and value. */
export type Fact = readonly [string, string];

interface LabelledLink {
  readonly label: string;
  readonly href: string;
}

/** The HTML part: one column, one button, readable without images and in dark mode. */
export function LetterMail({ letter }: { letter: Letter }) {
  return (
    <Html lang={letter.language} dir={letter.direction}>
      <Head>
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
      </Head>
      <Preview>{letter.paragraphs[0] ?? letter.heading}</Preview>
      <Body style={styles.body}>
        <Container style={styles.container} lang={letter.language} dir={letter.direction}>
          <Text style={styles.brand}>Business Center</Text>
          <Heading as="h1" style={styles.heading}>
            {letter.heading}
          </Heading>
          <Text style={styles.text}>{letter.greeting}</Text>
          {letter.paragraphs.map((paragraph) => (
            <Text key={paragraph} style={styles.text}>
              {paragraph}
            </Text>
          ))}
          {letter.facts.length > 0 && <Facts facts={letter.facts} />}
          {letter.button && (
            <Button href={letter.button.href} style={styles.button}>
              {letter.button.label}
            </Button>
          )}
          {letter.otherLink && (
            <Text style={styles.text}>
              <Link href={letter.otherLink.href} style={styles.link}>
                {letter.otherLink.label}
              </Link>
            </Text>
          )}
          {letter.until?.map((sentence) => (
            <Text key={sentence} style={styles.text}>
              {sentence}
            </Text>
          ))}
          {letter.button && (
            <Text style={styles.small}>
              {letter.linkInFull}
              <br />
              <Link href={letter.button.href} style={styles.address} dir="ltr">
                {letter.button.href}
              </Link>
            </Text>
          )}
          {letter.code && <Code code={letter.code} />}
          <Hr style={styles.rule} />
          <Text style={styles.small}>{letter.why}</Text>
          <Text style={styles.small}>{letter.notYou}</Text>
          {letter.stop && (
            <Text style={styles.small}>
              <Link href={letter.stop.href} style={styles.link}>
                {letter.stop.label}
              </Link>
            </Text>
          )}
          <Text style={styles.small}>{letter.sender}</Text>
        </Container>
      </Body>
    </Html>
  );
}

function Facts({ facts }: Pick<Letter, "facts">) {
  return (
    <table role="presentation" cellPadding={0} cellSpacing={0} style={styles.facts}>
      <tbody>
        {facts.map(([label, value]) => (
          <tr key={label}>
            <td style={styles.label}>{label}</td>
            <td style={styles.value}>
              <span dir="auto">{value}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Code({ code }: { code: NonNullable<Letter["code"]> }) {
  return (
    <>
      <Text style={styles.codeLabel}>{code.label}</Text>
      <Text style={styles.code}>
        <span dir="ltr">{code.value}</span>
      </Text>
      <Text style={styles.small}>{code.hint}</Text>
    </>
  );
}

// Outlook for Windows sets a mail in Times when the first family isn't installed.
const font = "'Segoe UI', Helvetica, Arial, sans-serif";

const styles = {
  body: {
    backgroundColor: "#f6f6f3",
    color: "#171a1d",
    fontFamily: font,
    margin: 0,
    padding: "24px 0",
  },
  container: {
    backgroundColor: "#ffffff",
    border: "1px solid #e3e3de",
    borderRadius: "8px",
    maxWidth: "600px",
    padding: "28px 32px",
  },
  brand: { color: "#0b5f4e", fontSize: "14px", fontWeight: 600, margin: "0 0 16px" },
  heading: { fontSize: "22px", fontWeight: 600, lineHeight: "28px", margin: "0 0 16px" },
  text: { fontSize: "16px", lineHeight: "24px", margin: "0 0 14px" },
  facts: { borderCollapse: "collapse", fontSize: "14px", margin: "0 0 20px", width: "100%" },
  label: {
    borderTop: "1px solid #e3e3de",
    color: "#5b646c",
    padding: "7px 0",
    verticalAlign: "top",
    width: "38%",
  },
  value: { borderTop: "1px solid #e3e3de", padding: "7px 0", wordBreak: "break-word" },
  button: {
    backgroundColor: "#0b5f4e",
    borderRadius: "6px",
    color: "#ffffff",
    display: "inline-block",
    fontSize: "16px",
    fontWeight: 600,
    margin: "0 0 18px",
    padding: "12px 22px",
  },
  small: { color: "#5b646c", fontSize: "13px", lineHeight: "20px", margin: "0 0 10px" },
  link: { color: "#0b5f4e", textDecorationLine: "underline" },
  address: { color: "#0b5f4e", textDecorationLine: "underline", wordBreak: "break-all" },
  codeLabel: { color: "#5b646c", fontSize: "13px", lineHeight: "20px", margin: "14px 0 0" },
  code: {
    fontFamily: "Consolas, Menlo, 'Courier New', monospace",
    fontSize: "22px",
    fontWeight: 600,
    letterSpacing: "1px",
    lineHeight: "30px",
    margin: "0 0 4px",
  },
  rule: { borderColor: "#e3e3de", margin: "18px 0" },
} as const;
