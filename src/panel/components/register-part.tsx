import type { ComponentProps } from "preact";
import type { RegisterSetup } from "./register-setup.tsx";
import { useLater } from "./use-later.ts";

const PATIENCE_MS = 10_000;

const load = () => import("./register-setup.tsx");

/** Where the register is chosen; it is needed once in a lesson, so it loads after everything else. */
export const RegisterPart = (props: ComponentProps<typeof RegisterSetup>) => {
  const part = useLater(load, PATIENCE_MS);
  if (part === "waited for") return null;
  if (part === "late")
    return (
      <p role="status">The register cannot be chosen here just now. Close this panel and open it again.</p>
    );
  return <part.RegisterSetup {...props} />;
};
