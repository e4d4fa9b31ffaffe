import type { CloudRequest } from "./route.ts";
import { type Claims, readJwt } from "./tokens/jwt.ts";
import type { SigningKey } from "./tokens/keys.ts";

/** The claims of a good bearer token for this audience, or why it is not good. */
export const readBearer = (
  request: CloudRequest,
  key: SigningKey,
  audience: string,
  now: number,
): Claims | { readonly refused: string } => {
  const [scheme, token] = (request.headers.authorization ?? "").split(" ");
  if (scheme?.toLowerCase() !== "bearer" || !token) return { refused: "no bearer token" };
  const claims = readJwt(token, key);
  if ("refused" in claims) return claims;
  if (claims["aud"] !== audience) return { refused: "token for another audience" };
  if (typeof claims["exp"] !== "number" || claims["exp"] * 1000 < now) return { refused: "token expired" };
  return claims;
};
