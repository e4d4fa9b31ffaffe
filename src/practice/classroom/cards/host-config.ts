const foregrounds = (): object => {
  const one = (colour: string) => ({ default: colour, subtle: "var(--quiet)" });
  return {
    default: one("var(--text)"),
    dark: one("var(--text)"),
    light: one("var(--text)"),
    accent: one("var(--accent-text)"),
    good: one("var(--good)"),
    warning: one("var(--warning)"),
    attention: one("var(--danger)"),
  };
};

/**
 * How Teams lays out a card. Colours are the page's own custom properties, so that a card follows
 * the theme without being drawn again.
 */
export const hostConfig: object = {
  supportsInteractivity: true,
  fontFamily: "inherit",
  spacing: { small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 16 },
  separator: { lineThickness: 1, lineColor: "var(--line)" },
  fontSizes: { small: 12, default: 14, medium: 16, large: 18, extraLarge: 24 },
  fontWeights: { lighter: 400, default: 400, bolder: 600 },
  lineHeights: { small: 16, default: 20, medium: 22, large: 24, extraLarge: 32 },
  containerStyles: {
    default: { backgroundColor: "transparent", foregroundColors: foregrounds() },
    emphasis: { backgroundColor: "var(--raised)", foregroundColors: foregrounds() },
    good: { backgroundColor: "var(--raised)", foregroundColors: foregrounds() },
    attention: { backgroundColor: "var(--raised)", foregroundColors: foregrounds() },
    warning: { backgroundColor: "var(--raised)", foregroundColors: foregrounds() },
    accent: { backgroundColor: "var(--raised)", foregroundColors: foregrounds() },
  },
  actions: {
    maxActions: 6,
    spacing: "default",
    buttonSpacing: 8,
    showCard: { actionMode: "inline", inlineTopMargin: 16, style: "emphasis" },
    preExpandSingleShowCardAction: false,
    actionsOrientation: "horizontal",
    actionAlignment: "left",
  },
  factSet: {
    title: { weight: "bolder", wrap: true, maxWidth: 130 },
    value: { weight: "default", wrap: true },
    spacing: 12,
  },
};
