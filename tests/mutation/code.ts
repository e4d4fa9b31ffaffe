import { readFileSync } from "node:fs";
import { transformSync } from "@swc/core";

/** A file's code as CommonJS, as jest.config.mjs has it made. */
export const codeOf = (path: string): string =>
  transformSync(readFileSync(path, "utf8"), {
    filename: path,
    configFile: false,
    swcrc: false,
    jsc: {
      target: "es2022",
      parser: { syntax: "typescript", tsx: true },
      transform: { react: { runtime: "automatic", importSource: "preact" } },
    },
    module: { type: "commonjs" },
  }).code;
