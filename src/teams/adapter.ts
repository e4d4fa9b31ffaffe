import {
  type Activity,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  type InvokeResponse,
  type TurnContext,
} from "botbuilder";
import type { Config } from "../config.ts";
import { type Credentials, SCOPES } from "../meeting/credentials.ts";

/** What botbuilder makes of a good token. */
export type Accepted = Awaited<ReturnType<ConfigurationBotFrameworkAuthentication["authenticateRequest"]>>;

/**
 * botbuilder's adapter with its token validation, but without its HTTP part, which prints errors to the
 * console and sends their words to the caller.
 */
export class LessonAdapter extends CloudAdapter {
  /** Validates the token once more, botbuilder's way. @throws botbuilder's AuthenticationError */
  accept(authorization: string, activity: Partial<Activity>): Promise<Accepted> {
    return this.botFrameworkAuthentication.authenticateRequest(activity as Activity, authorization);
  }

  /** Runs one turn. @throws whatever `logic` throws */
  turn(
    accepted: Accepted,
    activity: Partial<Activity>,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<InvokeResponse | undefined> {
    return this.processActivity(accepted, activity as Activity, logic);
  }
}

/**
 * Single tenant, with every key set: setting just one of them switches off all of botbuilder's defaults
 * (facts/toolchain.md: signing in and out).
 */
export const createAdapter = (
  config: Pick<Config, "bot" | "entraEndpoint" | "botOpenIdMetadata">,
  credentials: Credentials,
): LessonAdapter => {
  const { id, tenantId } = config.bot;
  const authentication = new ConfigurationBotFrameworkAuthentication(
    {
      MicrosoftAppId: id,
      // Unused: the credentials below are ours, so that there is one token cache.
      MicrosoftAppPassword: "",
      MicrosoftAppType: "SingleTenant",
      MicrosoftAppTenantId: tenantId,
      ValidateAuthority: true,
      ToChannelFromBotLoginUrl: `${config.entraEndpoint}/${tenantId}`,
      ToChannelFromBotOAuthScope: "https://api.botframework.com",
      ToBotFromChannelTokenIssuer: "https://api.botframework.com",
      OAuthUrl: "https://api.botframework.com",
      ToBotFromChannelOpenIdMetadataUrl: config.botOpenIdMetadata,
      ToBotFromEmulatorOpenIdMetadataUrl: config.botOpenIdMetadata,
      CallerId: "urn:botframework:azure",
    },
    botCredentials(id, credentials),
  );
  return new LessonAdapter(authentication);
};

type CredentialsFactory = NonNullable<
  ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>[1]
>;

/** Authentication is never "disabled" here, whatever the id: an empty one would let anyone in. */
const botCredentials = (botId: string, credentials: Credentials): CredentialsFactory => ({
  isValidAppId: async (appId) => appId === botId,
  isAuthenticationDisabled: async () => false,
  createCredentials: async () => ({
    signRequest: async (request) => {
      request.headers.set("authorization", `Bearer ${await credentials.accessToken(SCOPES.connector)}`);
      return request;
    },
  }),
});
