import type { Addresses } from "../../addresses.ts";
import type { Switches } from "../../switches.ts";
import type { CloudService } from "../service.ts";
import type { Mint } from "../tokens/mint.ts";
import { aadError } from "./errors.ts";
import { entraOpenId } from "./openid.ts";
import { entraToken } from "./token.ts";

/** login.microsoftonline.com, as far as one confidential client needs it. */
export const entraService = (
  mint: Mint,
  addresses: Addresses,
  secret: string,
  grantedRoles: () => readonly string[],
  switches: Pick<Switches, "secretExpired">,
): CloudService => ({
  name: "entra",
  routes: [...entraOpenId(mint, addresses), entraToken(mint, secret, grantedRoles, switches)],
  authorise: () => ({}),
  errorBody: (status, message) => aadError(status, "temporarily_unavailable", 90033, message).body,
});
