import type { Addresses } from "../../addresses.ts";
import { tenantId } from "../../school/tenant.ts";
import { Refusal } from "../answer.ts";
import type { Route } from "../route.ts";
import { publicJwk } from "../tokens/keys.ts";
import type { Mint } from "../tokens/mint.ts";
import { aadError } from "./errors.ts";

/** Entra's metadata and keys for one tenant. */
export const entraOpenId = (mint: Mint, addresses: Addresses): readonly Route[] => [
  {
    operation: "entra.metadata",
    method: "GET",
    path: "/:tenant/v2.0/.well-known/openid-configuration",
    handle: ({ params }) => {
      const tenant = knownTenant(params["tenant"]);
      const base = `${addresses.entra}/${tenant}`;
      return {
        status: 200,
        body: {
          token_endpoint: `${base}/oauth2/v2.0/token`,
          token_endpoint_auth_methods_supported: ["client_secret_post", "private_key_jwt"],
          jwks_uri: `${base}/discovery/v2.0/keys`,
          response_modes_supported: ["query", "fragment", "form_post"],
          subject_types_supported: ["pairwise"],
          id_token_signing_alg_values_supported: ["RS256"],
          response_types_supported: ["code", "id_token", "code id_token"],
          scopes_supported: ["openid", "profile", "email", "offline_access"],
          issuer: `${base}/v2.0`,
          authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
          end_session_endpoint: `${base}/oauth2/v2.0/logout`,
          tenant_region_scope: "EU",
          cloud_instance_name: "microsoftonline.com",
        },
      };
    },
  },
  {
    operation: "entra.keys",
    method: "GET",
    path: "/:tenant/discovery/v2.0/keys",
    handle: ({ params }) => {
      knownTenant(params["tenant"]);
      return { status: 200, body: { keys: [publicJwk(mint.entraKey)] } };
    },
  },
];

/** Throws AADSTS90002 for a tenant that is not this school's. */
export const knownTenant = (tenant: string | undefined): string => {
  if (tenant?.toLowerCase() === tenantId) return tenantId;
  throw new Refusal(
    aadError(
      400,
      "invalid_request",
      90002,
      "Tenant not found. Check to make sure you have the correct tenant ID.",
    ),
    "token asked for in another tenant",
  );
};
