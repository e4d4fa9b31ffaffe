import { randomUUID } from "node:crypto";
import { type Addresses, serviceUrl } from "../../addresses.ts";
import type { Clock } from "../../clock.ts";
import type { Person } from "../../school/person.ts";
import { botId, tenantId } from "../../school/tenant.ts";
import { type Algorithm, type Claims, signJwt } from "./jwt.ts";
import { keyOf, type SigningKey } from "./keys.ts";

/** How a token is spoilt on purpose; anything set in `claims` replaces the right value. */
export type Spoilt = {
  readonly claims?: Claims;
  readonly expired?: boolean;
  /** Signed with a key that no metadata document lists. */
  readonly otherKey?: boolean;
  readonly algorithm?: Algorithm;
};

const teamsWebClient = "5e3ce6c0-2b1f-4285-8d4b-75ee78787346";
const hour = 3600;

/** Signs tokens as Entra, the Bot Framework and the calling service do. */
export class Mint {
  readonly entraKey: SigningKey = keyOf("entra");
  readonly botFrameworkKey: SigningKey = keyOf("bot-framework");
  readonly callingKey: SigningKey = keyOf("calling");
  readonly #addresses: Addresses;
  readonly #clock: Pick<Clock, "machine">;
  readonly #tokenVersion: () => 1 | 2;
  #strangeKey: SigningKey | undefined;

  constructor(addresses: Addresses, clock: Pick<Clock, "machine">, tokenVersion: () => 1 | 2 = () => 2) {
    this.#addresses = addresses;
    this.#clock = clock;
    this.#tokenVersion = tokenVersion;
  }

  /** App-only token for Graph (v1 shape: `roles` are the granted application permissions). */
  graphToken(roles: readonly string[]): string {
    return this.#sign(this.entraKey, {
      aud: "https://graph.microsoft.com",
      iss: `https://sts.windows.net/${tenantId}/`,
      appid: botId,
      idtyp: "app",
      tid: tenantId,
      roles,
      ver: "1.0",
    });
  }

  /** App-only token for the Bot Connector. */
  connectorToken(): string {
    return this.#sign(this.entraKey, {
      aud: "https://api.botframework.com",
      iss: `https://sts.windows.net/${tenantId}/`,
      appid: botId,
      tid: tenantId,
      ver: "1.0",
    });
  }

  /** What Teams hands a tab for the signed-in person (v2 shape, unless the registration asks for 1); guests have none. */
  panelToken(person: Person, spoilt: Spoilt = {}): string | undefined {
    if (!person.account) return undefined;
    return this.#sign(
      this.entraKey,
      {
        aud: botId,
        ...(this.#tokenVersion() === 2
          ? { iss: `${this.#addresses.entra}/${tenantId}/v2.0`, azp: teamsWebClient, ver: "2.0" }
          : { iss: `https://sts.windows.net/${tenantId}/`, appid: teamsWebClient, ver: "1.0" }),
        tid: tenantId,
        oid: person.account.objectId,
        sub: person.account.botUserId,
        scp: "access_as_user",
        name: person.name,
        preferred_username: person.account.userPrincipalName,
      },
      spoilt,
    );
  }

  /** On every activity: the Bot Framework's signature, bound to the activity's serviceUrl. */
  botToken(spoilt: Spoilt = {}): string {
    return this.#sign(
      this.botFrameworkKey,
      {
        aud: botId,
        iss: "https://api.botframework.com",
        serviceurl: serviceUrl(this.#addresses, tenantId),
      },
      spoilt,
    );
  }

  /** On every call notification (facts/graph.md 3.5). */
  callToken(spoilt: Spoilt = {}): string {
    return this.#sign(
      this.callingKey,
      { aud: botId, iss: "https://api.botframework.com", tid: tenantId },
      spoilt,
    );
  }

  #sign(key: SigningKey, claims: Claims, spoilt: Spoilt = {}): string {
    const now = Math.floor(this.#clock.machine() / 1000);
    const from = spoilt.expired ? now - 3 * hour : now - 5;
    return signJwt(
      { iat: from, nbf: from, exp: from + hour, uti: randomUUID(), ...claims, ...spoilt.claims },
      spoilt.otherKey ? this.#strange(key) : key,
      spoilt.algorithm,
    );
  }

  /** Another key that claims the id of the right one. */
  #strange(key: SigningKey): SigningKey {
    this.#strangeKey ??= keyOf("stranger");
    return { ...this.#strangeKey, kid: key.kid };
  }
}
