const foregrounds = (): object => {
  const one = (colour: string) => ({
    default: `var(--${colour})`,
    subtle: "var(--colorNeutralForeground3)",
  });
  return {
    default: one("colorNeutralForeground1"),
    dark: one("colorNeutralForeground1"),
    light: one("colorNeutralForeground1"),
    accent: one("colorBrandForeground1"),
    good: one("colorStatusSuccessForeground1"),
    warning: one("colorStatusWarningForeground1"),
    attention: one("colorStatusDangerForeground1"),
  };
};

/**
 * How the panel lays out a card. Colours are the page's own custom properties, so that a card follows Teams' three
 * themes without being drawn again.
 */
export const hostConfig: object = {
  supportsInteractivity: true,
  fontFamily: "inherit",
  spacing: { small: 4, default: 8, medium: 12, large: 16, extraLarge: 20, padding: 0 },
  separator: { lineThickness: 1, lineColor: "var(--colorNeutralStroke1)" },
  fontSizes: { small: 12, default: 14, medium: 16, large: 18, extraLarge: 24 },
  fontWeights: { lighter: 400, default: 400, bolder: 600 },
  lineHeights: { small: 16, default: 20, medium: 22, large: 24, extraLarge: 32 },
  containerStyles: { default: { backgroundColor: "transparent", foregroundColors: foregrounds() } },
  actions: {
    maxActions: 6,
    spacing: "default",
    buttonSpacing: 8,
    actionsOrientation: "horizontal",
    actionAlignment: "stretch",
  },
  factSet: {
    title: { weight: "bolder", wrap: true, maxWidth: 130 },
    value: { weight: "default", wrap: true },
    spacing: 12,
  },
};
