import { Checklist } from "./checklist.tsx";
import { KindChooser } from "./kind-chooser.tsx";
import { LeaveOut } from "./leave-out.tsx";

/** In one file: a file for each would weigh more. */
export const parts = { Checklist, KindChooser, LeaveOut };
