import { z } from "zod";
import { type Call, CloudError } from "./cloud-error.ts";
import { type GraphClient, segment } from "./graph-client.ts";

/**
 * Addresses are not stored. Holds no name and no person's words, but for what a parent writes to the chair of
 * governors (web/family/to-chair.ts).
 */
export type Mail = {
  /** The mailbox it is sent from, an e-mail address. */
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
};

/** Hands over one e-mail; told means that the mail server accepted it. Not repeatable. @throws CloudError */
export type Mailer = (mail: Mail) => Promise<void>;

/** Through Graph, from a mailbox that the application was given access to. No copy in Sent Items. */
export const graphMailer =
  (graph: GraphClient): Mailer =>
  async ({ from, to, subject, text }) =>
    graph.request({
      method: "POST",
      path: `/users/${segment(from)}/sendMail`,
      operation: "send mail",
      body: {
        message: {
          subject,
          body: { contentType: "text", content: text },
          toRecipients: [{ emailAddress: { address: to } }],
          importance: "high",
        },
        saveToSentItems: false,
      },
      answer: z.unknown().transform(() => undefined),
    });

/**
 * Whether Graph lets us send from this mailbox, without sending: a message to no one is refused for that alone where
 * the mailbox is ours to use.
 * @throws CloudError where it cannot be told
 */
export const maySendFrom = async (
  graph: GraphClient,
  mailbox: string,
): Promise<"yes" | "no" | "no such mailbox"> => {
  try {
    await graph.request({
      method: "POST",
      path: `/users/${segment(mailbox)}/sendMail`,
      operation: "look at mailbox",
      repeatable: true,
      body: {
        message: { subject: "", body: { contentType: "text", content: "" }, toRecipients: [] },
        saveToSentItems: false,
      },
      answer: z.unknown(),
    });
    return "yes";
  } catch (error) {
    if (!(error instanceof CloudError)) throw error;
    if (error.kind === "refused") return "yes";
    if (error.kind === "not-allowed") return "no";
    if (error.kind === "gone") return "no such mailbox";
    throw error;
  }
};

const CALL: Call = { service: "smtp", operation: "send mail", repeatable: false };
const WITHIN_MS = 5_000;

/**
 * Through the school's own mail server.
 * @param url `smtps://user:password@host:465`, or `smtp://…:587`, which goes on with TLS
 */
export const smtpMailer = (url: string): Mailer => {
  // Loaded only if e-mail goes this way: a start after a crash does without.
  const transport = import("nodemailer").then(({ createTransport }) =>
    createTransport({
      url,
      // Plain text would show the password and the reference: only a server on this machine may use it.
      requireTLS: !isLoopback(url),
      connectionTimeout: WITHIN_MS,
      greetingTimeout: WITHIN_MS,
      socketTimeout: WITHIN_MS,
    }),
  );
  // Not counted in the measures: a person who reads those could count alerts by it.
  return async (mail) => {
    await (await transport).sendMail({ ...mail, priority: "high" }).catch((error: unknown) => {
      throw smtpError(error);
    });
  };
};

const isLoopback = (url: string): boolean =>
  ["localhost", "127.0.0.1", "[::1]"].includes(new URL(url).hostname);

/** The mail server does not accept our sign-in, or wants another way to sign in (RFC 4954). */
const NOT_SIGNED_IN: ReadonlySet<number> = new Set([530, 534, 535, 538]);

const refusalOf = (status: number) =>
  NOT_SIGNED_IN.has(status) ? "not-signed-in" : status >= 500 ? "refused" : "temporary";

/** Refused for good with 5xx, for now with 4xx (RFC 5321); without an answer it may have been taken. */
const smtpError = (error: unknown): CloudError => {
  const { responseCode, code } = Object(error) as { responseCode?: unknown; code?: unknown };
  const status = typeof responseCode === "number" ? responseCode : undefined;
  const name = typeof code === "string" ? code : undefined;
  if (status !== undefined) return new CloudError({ ...CALL, kind: refusalOf(status), status, code: name });
  const left = name === "ETIMEDOUT" || name === "ESOCKET";
  return new CloudError({ ...CALL, kind: left ? "unknown-outcome" : "temporary", code: name });
};
