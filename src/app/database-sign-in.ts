import { ManagedIdentityApplication } from "@azure/msal-node";
import type { Config } from "../config.ts";
import { RecordAwayError } from "../record/engine/away.ts";
import type { RecordPlace } from "../record/record-store.ts";

/** Microsoft's name for all its open-source databases: a token for it is the password of PostgreSQL there. */
const DATABASES = "https://ossrdbms-aad.database.windows.net";

/** The managed identity gives no token: there is none here, or not this one. */
class NoTokenError extends Error {
  readonly code = "NO_TOKEN";
}

/**
 * Where the record is, with how to sign in there. A managed identity (of App Service, or of a machine in Azure) has a
 * token in place of a password; it lasts for hours, is asked for again before it ends, and is read at each new
 * connection.
 */
export const placeOf = ({
  dataDir,
  databaseUrl,
  databaseIdentity: identity,
}: Pick<Config, "dataDir" | "databaseUrl" | "databaseIdentity">): RecordPlace => {
  if (identity === undefined) return { dataDir, databaseUrl };
  const managed = new ManagedIdentityApplication(
    identity === "system" ? {} : { managedIdentityIdParams: { userAssignedClientId: identity } },
  );
  const databasePassword = async (): Promise<string> => {
    try {
      return (await managed.acquireToken({ resource: DATABASES })).accessToken;
    } catch (error) {
      throw new RecordAwayError(new NoTokenError("no token", { cause: error }));
    }
  };
  return { dataDir, databaseUrl, databasePassword };
};

/** The setting that says where the record is. */
export const storeSetting = ({ databaseUrl }: Pick<Config, "databaseUrl">): string =>
  databaseUrl === undefined ? "DATA_DIR" : "DATABASE_URL";
