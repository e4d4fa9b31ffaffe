import axe, { type RunOptions } from "axe-core";
import type { Frame } from "playwright-core";
import { allThemes } from "../../chaos/support/amounts.ts";

/** Which of these themes axe looks at the next state in: one by day, each in its turn, and all by night. */
export const oneAtATime = <Theme>(themes: readonly Theme[]): (() => readonly Theme[]) => {
  let turn = 0;
  return () => {
    const now = turn % themes.length;
    turn += 1;
    return allThemes ? themes : themes.slice(now, now + 1);
  };
};

/**
 * What axe finds wrong in one document: `rule: the element's HTML`, a line each. axe is put into a document
 * once and tells of violations alone: carrying it in anew for each look takes longer than looking.
 *
 * @param leftOut selector of parts that are not ours
 */
export const axeFinds = async (
  document: Frame,
  runOnly?: readonly string[],
  leftOut?: string,
): Promise<readonly string[]> => {
  await document.evaluate(`if (!window.axe) { ${axe.source} }`);
  const options: RunOptions = {
    resultTypes: ["violations"],
    iframes: false,
    ...(runOnly && { runOnly: [...runOnly] }),
  };
  return document.evaluate(
    async ([given, without]) => {
      const { axe: here } = window as unknown as { axe: typeof import("axe-core") };
      const { violations } = await here.run(
        without === undefined ? window.document : { exclude: [without] },
        given,
      );
      return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
    },
    [options, leftOut] as const,
  );
};
