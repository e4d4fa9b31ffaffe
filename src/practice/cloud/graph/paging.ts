import type { Addresses } from "../../addresses.ts";
import type { Answer } from "../answer.ts";
import type { CloudRequest } from "../route.ts";
import { graphRefusal } from "./errors.ts";

/** One page of a list, with `@odata.nextLink` while there is more. */
export const page = (
  request: CloudRequest,
  items: readonly unknown[],
  usualSize: number,
  addresses: Addresses,
): Answer => {
  const asked = Number(request.query.get("$top") ?? usualSize);
  if (!Number.isInteger(asked) || asked < 1 || asked > 999) {
    throw graphRefusal(
      400,
      "Request_BadRequest",
      "Invalid page size specified. Must be between 1 and 999 inclusive.",
    );
  }
  const from = Number(request.query.get("$skiptoken") ?? 0);
  const next = from + asked;
  const more = (): string => {
    const link = new URL(`${addresses.graph}${request.path}`);
    for (const [key, value] of request.query) link.searchParams.set(key, value);
    link.searchParams.set("$skiptoken", String(next));
    return link.href;
  };
  return {
    status: 200,
    body: {
      value: items.slice(from, next),
      ...(next < items.length ? { "@odata.nextLink": more() } : {}),
    },
  };
};
