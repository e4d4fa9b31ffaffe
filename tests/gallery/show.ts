import type { Frame } from "playwright-core";
import type { Opened } from "../panel/support/browser.ts";
import type { Stage } from "../panel/support/stage.ts";
import type { Scene } from "./scene.ts";

export const HEIGHT = 720;

/** Opens one scene of the gallery, as far as its picture shows it. */
export const show = async (stage: Stage, scene: Scene, width = 320): Promise<Opened> => {
  const { path, hash, query, height = HEIGHT, view, answers, later, play, until } = scene;
  stage.server.phone = "01234 567890";
  stage.server.route = answers ?? (() => undefined);
  const opened = await stage.open({
    width,
    height,
    ...(path === undefined ? {} : { path }),
    ...(hash === undefined ? {} : { hash }),
    ...(query === undefined ? {} : { query }),
  });
  await opened.panel.getByText(until).first().waitFor();
  await atRest(opened.panel);
  if (later !== undefined) {
    stage.server.route = later;
    stage.server.tell(`lesson:${view?.lesson ?? ""}`);
  }
  await play?.(opened.panel);
  await atRest(opened.panel);
  return opened;
};

const REST_MS = 400;

/** Nothing has moved for a moment: what comes after the buttons is there, and what a press began is drawn. */
const atRest = (panel: Frame): Promise<void> =>
  panel.evaluate(
    (rest) =>
      new Promise<void>((resolve) => {
        let quiet: ReturnType<typeof setTimeout>;
        const rested = (): void => {
          watch.disconnect();
          resolve();
        };
        const begin = (): void => {
          clearTimeout(quiet);
          quiet = setTimeout(rested, rest);
        };
        const watch = new MutationObserver(begin);
        watch.observe(document, { subtree: true, childList: true, attributes: true });
        begin();
      }),
    REST_MS,
  );
