import { createHmac } from "node:crypto";
import type { Config } from "../config.ts";

/**
 * The same for the same settings, and tells none of them: made of all at once, among them the secret of the sign-in,
 * with METRICS_TOKEN as the key. Only who knows all settings but one could try values of that one.
 */
export const settingsMark = (config: Config): string =>
  createHmac("sha256", config.metricsToken ?? "")
    .update(JSON.stringify(config))
    .digest("base64url");
