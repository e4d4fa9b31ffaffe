import { CANNOT_SIGN_IN } from "../protocol/work/protective.ts";
import { CloudError } from "./cloud-error.ts";

/**
 * What the record and log lines may say of an error: never its message, which may hold an address or a
 * name. For an answer of Microsoft's, its code or status; for anything else, the error's name and code.
 */
export const reasonOf = (error: unknown): string => {
  if (error instanceof CloudError) return cloudReason(error);
  if (!(error instanceof Error)) return "error";
  const code = codeOf(error) ?? codeOf(error.cause);
  return code === undefined ? error.name : `${error.name} ${code}`;
};

const cloudReason = ({ kind, code, status }: CloudError): string =>
  kind === "not-signed-in" ? CANNOT_SIGN_IN : code || String(status ?? kind);

const codeOf = (error: unknown): string | undefined => {
  if (typeof error !== "object" || error === null) return undefined;
  const code = "code" in error ? error.code : "statusCode" in error ? error.statusCode : undefined;
  return typeof code === "number" || (typeof code === "string" && /^\w{1,60}$/.test(code))
    ? String(code)
    : undefined;
};

/** Where it happened: without the first line of a stack, which is the error's message. */
const framesOf = (error: unknown): readonly string[] => {
  const { stack } = Object(error) as { stack?: unknown };
  const lines = typeof stack === "string" ? stack.split("\n") : [];
  return lines.filter((line) => /^\s+at /.test(line)).slice(0, 8);
};

/** What a log line may hold of an unexpected fault: what it was, and where. */
export const faultOf = (error: unknown): { readonly error: string; readonly frames: readonly string[] } => ({
  error: reasonOf(error),
  frames: framesOf(error),
});
