import { asRecord, asText } from "../../fields.ts";
import { botId } from "../../school/tenant.ts";
import type { Switches } from "../../switches.ts";
import { type Answer, Refusal } from "../answer.ts";
import type { Route } from "../route.ts";
import type { Mint } from "../tokens/mint.ts";
import { aadError } from "./errors.ts";
import { knownTenant } from "./openid.ts";

/** `POST /{tenant}/oauth2/v2.0/token`: client credentials, the only grant the application uses. */
export const entraToken = (
  mint: Mint,
  secret: string,
  grantedRoles: () => readonly string[],
  switches: Pick<Switches, "secretExpired">,
): Route => ({
  operation: "entra.token",
  method: "POST",
  path: "/:tenant/oauth2/v2.0/token",
  handle: ({ params, body }) => {
    knownTenant(params["tenant"]);
    const form = asRecord(body);
    refuseWrongClient(form, secret);
    if (switches.secretExpired) refuseExpired();
    const token = tokenFor(asText(form["scope"]) ?? "", mint, grantedRoles);
    return {
      status: 200,
      headers: { "cache-control": "no-store, no-cache" },
      body: { token_type: "Bearer", expires_in: 3599, ext_expires_in: 3599, access_token: token },
    };
  },
});

const refuseWrongClient = (form: Record<string, unknown>, secret: string): void => {
  if (form["grant_type"] !== "client_credentials") {
    refuse(aadError(400, "unsupported_grant_type", 70003, "The app requested an unsupported grant type."));
  }
  if (form["client_id"] !== botId) {
    refuse(aadError(400, "unauthorized_client", 700016, "Application was not found in the directory."));
  }
  if (form["client_secret"] === undefined) {
    refuse(
      aadError(
        401,
        "invalid_client",
        7000216,
        "'client_assertion', 'client_secret' or 'request' is required.",
      ),
    );
  }
  if (form["client_secret"] !== secret) {
    refuse(aadError(401, "invalid_client", 7000215, "Invalid client secret provided."));
  }
};

const refuseExpired = (): never => {
  const text = "The provided client secret keys for app are expired.";
  throw new Refusal(aadError(401, "invalid_client", 7000222, text), "the client secret has expired", true);
};

const tokenFor = (scope: string, mint: Mint, grantedRoles: () => readonly string[]): string => {
  // MSAL adds the usual OpenID scopes only for people, never for client credentials.
  if (!/^\S+\/\.default$/.test(scope)) {
    return refuse(
      aadError(
        400,
        "invalid_scope",
        1002012,
        "Client credential flows must have a scope value with /.default.",
      ),
    );
  }
  if (scope === "https://graph.microsoft.com/.default") return mint.graphToken(grantedRoles());
  if (scope === "https://api.botframework.com/.default") return mint.connectorToken();
  return refuse(
    aadError(400, "invalid_resource", 500011, "The resource principal was not found in the tenant."),
  );
};

const refuse = (answer: Answer): never => {
  throw new Refusal(answer, "Entra refused the client's request for a token");
};
