/**
 * What may be said of an error in the record and in log lines: its name and code. Its message may hold
 * an address or a name.
 */
export const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return "error";
  const code = codeOf(error) ?? codeOf(error.cause);
  return code === undefined ? error.name : `${error.name} ${code}`;
};

const codeOf = (error: unknown): string | undefined => {
  if (typeof error !== "object" || error === null) return undefined;
  const code = "code" in error ? error.code : "statusCode" in error ? error.statusCode : undefined;
  return typeof code === "number" || (typeof code === "string" && /^\w{1,60}$/.test(code))
    ? String(code)
    : undefined;
};
