import { leaves } from "./leaves.ts";

jest.setTimeout(100);

leaves();
