/** Where the parts of practice listen. Filled in once, before anything is asked of them. */
export type Addresses = {
  readonly entra: string;
  readonly graph: string;
  readonly connector: string;
  /** The https address under which the cloud reaches the application. */
  readonly frontDoor: string;
};

/** The Bot Connector's regional address, as activities carry it; ends with a slash. */
export const serviceUrl = (addresses: Addresses, tenantId: string): string =>
  `${addresses.connector}/uk/${tenantId}/`;
