import { After } from "./after.tsx";
import { Checklist } from "./checklist.tsx";
import { ConcernLines } from "./concern-lines.tsx";
import { KindChooser } from "./kind-chooser.tsx";
import { More } from "./more.tsx";
import { ParentBar } from "./parent-bar.tsx";

/** In one file: a file for each would weigh more. */
export const parts = { After, Checklist, ConcernLines, KindChooser, More, ParentBar };
