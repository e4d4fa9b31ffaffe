import { accessSync, constants } from "node:fs";
import type { Config } from "../config.ts";
import { ownFolder } from "../record/engine/own-folder.ts";
import { sentenceOf } from "./cannot-start.ts";

type Known = Pick<
  Config,
  "adminGroupId" | "bot" | "databaseUrl" | "dataDir" | "isCatalogId" | "metricsToken"
>;

/**
 * What is missing, or cannot be used, without which the program starts all the same: for the log, at each start.
 * @param hasAdministrators whether a school names a group of administrators
 */
export const startWarnings = (config: Known, hasAdministrators: boolean): readonly string[] => {
  const { credential } = config.bot;
  return [
    !config.isCatalogId &&
      "TEAMS_CATALOG_ID is not set: links on cards may open nothing on phones (docs/for-administrators.md)",
    config.adminGroupId === undefined &&
      !hasAdministrators &&
      "no one is an administrator: set ADMIN_GROUP_ID, or groups.administrators in SCHOOL_FILE",
    config.metricsToken === undefined &&
      "METRICS_TOKEN is not set: there are no metrics, and no alarm can be made of them (docs/for-administrators.md)",
    credential.kind === "secret" &&
      credential.endsOn === undefined &&
      "BOT_PASSWORD_ENDS is not set: no one is told before the client secret ends",
    config.databaseUrl !== undefined && cannotRemember(config.dataDir),
  ].filter((warning) => warning !== false);
};

/** Beside PostgreSQL the folder is for one thing only: no lesson waits for it, so the start does not either. */
const cannotRemember = (dataDir: string): string | false => {
  try {
    ownFolder(dataDir);
    accessSync(dataDir, constants.W_OK);
    return false;
  } catch (error) {
    return sentenceOf(
      "The newest seals cannot be remembered: a record that goes back is not noticed",
      "DATA_DIR",
      error,
    );
  }
};
