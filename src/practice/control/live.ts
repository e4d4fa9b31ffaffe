import type { ServerResponse } from "node:http";
import type { World } from "../world.ts";
import { stateOf } from "./state.ts";

const betweenMs = 100;

/**
 * `GET /practice/live`: server-sent events, the whole state in each `data:`; at once, then after
 * every change, at most ten a second.
 */
export const keepInformed = (response: ServerResponse, world: World): void => {
  response.writeHead(200, {
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "no-store",
    "x-accel-buffering": "no",
  });
  let timer: NodeJS.Timeout | undefined;
  let lastAt = 0;
  const send = () => {
    timer = undefined;
    lastAt = Date.now();
    response.write(`data: ${JSON.stringify(stateOf(world))}\n\n`);
  };
  send();
  const forget = world.changes.listen(() => {
    timer ??= setTimeout(send, Math.max(0, lastAt + betweenMs - Date.now()));
  });
  response.on("close", () => {
    forget();
    clearTimeout(timer);
  });
};
