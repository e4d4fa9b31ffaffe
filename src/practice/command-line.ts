import { parseArgs } from "node:util";

export interface CommandLine {
  readonly port: number;
  readonly json: boolean;
  readonly app: string | undefined;
  readonly appUrl: string | undefined;
  readonly data: string | undefined;
  /** As quick as Microsoft, or at once: for tests, which otherwise wait most of the time. */
  readonly pace: "microsoft" | "at once";
}

/** `--port N` `--json` `--app SCRIPT` `--app-url URL` `--data DIR` `--at-once`; throws with a sentence. */
export function readCommandLine(args: readonly string[]): CommandLine {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: "string", default: "3000" },
      json: { type: "boolean", default: false },
      app: { type: "string" },
      "app-url": { type: "string" },
      data: { type: "string" },
      "at-once": { type: "boolean", default: false },
    },
  });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error("--port takes a number from 0 to 65535");
  return {
    port,
    json: values.json,
    app: values.app,
    appUrl: values["app-url"],
    data: values.data,
    pace: values["at-once"] ? "at once" : "microsoft",
  };
}
