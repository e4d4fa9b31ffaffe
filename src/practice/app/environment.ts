import type { Addresses } from "../addresses.ts";
import { botMetadataPath, callingMetadataPath } from "../cloud/connector/openid.ts";
import { appInTeams, manifestId } from "../school/app-package.ts";
import { groupId } from "../school/groups.ts";
import { botId, tenantId } from "../school/tenant.ts";

/** The application's settings: the same ones as in a tenant, pointing at the practice cloud. */
export const environmentFor = (
  addresses: Addresses,
  appUrl: URL,
  secret: string,
  dataDir: string,
  schoolFile: string,
  certificateFile: string,
  metricsToken: string,
  /** Before the upload no one knows the id that the catalogue will give. */
  uploaded = true,
): Record<string, string> => ({
  HOST: appUrl.hostname,
  PORT: appUrl.port,
  PUBLIC_URL: addresses.frontDoor,
  BOT_ID: botId,
  TEAMS_APP_ID: manifestId,
  ...(uploaded ? { TEAMS_CATALOG_ID: appInTeams.id } : {}),
  BOT_PASSWORD: secret,
  BOT_TENANT_ID: tenantId,
  DATA_DIR: dataDir,
  ENTRA_ENDPOINT: addresses.entra,
  GRAPH_ENDPOINT: addresses.graph,
  BOT_OPENID_METADATA: `${addresses.connector}${botMetadataPath}`,
  CALLING_OPENID_METADATA: `${addresses.connector}${callingMetadataPath}`,
  SERVICE_URL_HOSTS: new URL(addresses.connector).host,
  ADMIN_GROUP_ID: groupId("administrators"),
  SCHOOL_FILE: schoolFile,
  METRICS_TOKEN: metricsToken,
  NODE_EXTRA_CA_CERTS: certificateFile,
});
