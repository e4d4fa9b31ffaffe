import type { Addresses } from "../../addresses.ts";
import type { Route } from "../route.ts";
import { publicJwk } from "../tokens/keys.ts";
import type { Mint } from "../tokens/mint.ts";

export const botMetadataPath = "/v1/.well-known/openidconfiguration";
export const callingMetadataPath = "/calling/v1/.well-known/OpenIdConfiguration";

/** The metadata with which the application checks activities and call notifications. */
export const botOpenId = (mint: Mint, addresses: Addresses): readonly Route[] => {
  const metadata = (keysPath: string) => ({
    issuer: "https://api.botframework.com",
    authorization_endpoint: "https://invalid.botframework.com",
    jwks_uri: `${addresses.connector}${keysPath}`,
    id_token_signing_alg_values_supported: ["RS256"],
    token_endpoint_auth_methods_supported: ["private_key_jwt"],
  });
  return [
    {
      operation: "connector.metadata",
      method: "GET",
      path: botMetadataPath,
      handle: () => ({ status: 200, body: metadata("/v1/.well-known/keys") }),
    },
    {
      operation: "connector.keys",
      method: "GET",
      path: "/v1/.well-known/keys",
      handle: () => ({ status: 200, body: { keys: [publicJwk(mint.botFrameworkKey, ["msteams"])] } }),
    },
    {
      operation: "calling.metadata",
      method: "GET",
      path: callingMetadataPath,
      handle: () => ({ status: 200, body: metadata("/calling/v1/.well-known/keys") }),
    },
    {
      operation: "calling.keys",
      method: "GET",
      path: "/calling/v1/.well-known/keys",
      handle: () => ({ status: 200, body: { keys: [publicJwk(mint.callingKey, ["msteams"])] } }),
    },
  ];
};
