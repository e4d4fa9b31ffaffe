import { useEffect, useState } from "preact/hooks";

/** Teams' own names of its three themes. */
export const THEMES = ["default", "dark", "contrast"] as const;
export type Theme = (typeof THEMES)[number];

export const THEME_WORDS: Readonly<Record<Theme, string>> = {
  default: "Light",
  dark: "Dark",
  contrast: "Contrast",
};

/** The chosen theme, laid on the page; begins as the person's system has it. */
export const useTheme = (): readonly [Theme, (theme: Theme) => void] => {
  const [theme, setTheme] = useState<Theme>(systemTheme);
  useEffect(() => {
    document.documentElement.dataset["theme"] = theme;
  }, [theme]);
  return [theme, setTheme];
};

const systemTheme = (): Theme => {
  if (window.matchMedia("(prefers-contrast: more)").matches) return "contrast";
  return window.matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "default";
};
