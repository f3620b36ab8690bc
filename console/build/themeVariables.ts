/** The theme goes in; a style sheet with Mantine's variables comes out.
 *
 * Mantine would write them into a <style> element at run time, which the Content-Security-Policy forbids.
 */
import { convertCssVariables, defaultCssVariablesResolver, mergeMantineTheme, DEFAULT_THEME } from "@mantine/core";
import type { Plugin } from "vite";

const NAME = "virtual:theme-variables.css";

export function themeVariables(): Plugin {
  return {
    name: "theme-variables",
    resolveId: (id) => (id === NAME ? `\0${NAME}` : undefined),
    async load(id) {
      if (id !== `\0${NAME}`) return undefined;
      const { theme } = await import("../src/look/theme.ts");
      const whole = mergeMantineTheme(DEFAULT_THEME, theme);
      return convertCssVariables(defaultCssVariablesResolver(whole), ":root");
    },
  };
}
