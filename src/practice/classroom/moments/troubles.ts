import type { PracticeState } from "../../control/shapes.ts";
import { microsoftsLatency } from "../../switches.ts";
import { addFault, liftFaults, runApplication, setLatency, setSwitches } from "../control.ts";
import type { Moment } from "./moment.ts";

const SLOW_MS = 3000;

const isSlow = ({ latency }: Pick<PracticeState, "latency">): boolean => latency.cloud >= SLOW_MS;
const troubled = (state: PracticeState): boolean => state.faults.length > 0 || isSlow(state);

/** What goes wrong on Microsoft's side, and on ours. */
export const troubles: readonly Moment[] = [
  {
    id: "slow",
    title: "Teams is slow",
    watch:
      "Every answer of Teams takes three seconds. A press is still answered at once, and says what is asked and what is proven.",
    offered: (state) => !isSlow(state),
    play: () => setLatency({ cloud: SLOW_MS }),
  },
  {
    id: "out",
    title: "Teams is out",
    watch:
      "Teams answers nothing to apps. Lesson Guard says within two seconds what to press in Teams, and whom to phone.",
    offered: ({ faults }) => !faults.some(({ kind }) => kind === "outage"),
    play: async () => {
      await addFault({ operation: "graph.*", kind: "outage" });
      await addFault({ operation: "connector.*", kind: "outage" });
    },
  },
  {
    id: "expired",
    title: "Lesson Guard's secret runs out",
    watch:
      "Microsoft no longer knows Lesson Guard. A press is answered with what to do by hand and whom to phone, and nothing is given up.",
    offered: ({ switches }) => !switches.secretExpired,
    play: () => setSwitches({ secretExpired: true }),
  },
  {
    id: "renewed",
    title: "The secret is renewed",
    watch: "What waited goes out within seconds: the doors first, and each alert.",
    offered: ({ switches }) => switches.secretExpired,
    play: () => setSwitches({ secretExpired: false }),
  },
  {
    id: "well",
    title: "Teams is well again",
    watch: "What could not be done is tried again, and the panel follows.",
    offered: troubled,
    play: async () => {
      await setLatency(microsoftsLatency());
      await liftFaults();
    },
  },
  {
    id: "crash",
    title: "Lesson Guard crashes now",
    watch:
      "Teams goes on without it. The panel says that it is not live; what it had begun it takes up again once it is started.",
    offered: ({ app }) => app.up,
    play: () => runApplication("kill"),
  },
  {
    id: "restart",
    title: "Lesson Guard is started again",
    watch: "Nothing that was recorded is lost. What was under way goes on.",
    offered: ({ app }) => !app.up,
    play: () => runApplication("start"),
  },
];
