/** The console's look in Mantine's terms: one accent, quiet neutrals, the system's own type. */
import { createTheme, type MantineColorsTuple } from "@mantine/core";

const wave: MantineColorsTuple = [
  "#e8f6f4",
  "#cdebe7",
  "#a3dad4",
  "#74c7bf",
  "#4fb8ae",
  "#2ba69c",
  "#16918a",
  "#0b7a75",
  "#08635f",
  "#064b48",
];

// inputs and menus in the dark scheme take their grounds from here
const dark: MantineColorsTuple = [
  "#e7eef2",
  "#c3d0d8",
  "#9db0bc",
  "#6f8290",
  "#33434f",
  "#25323c",
  "#19242c",
  "#131c23",
  "#0f171d",
  "#0c1318",
];

export const theme = createTheme({
  colors: { wave, dark },
  primaryColor: "wave",
  primaryShade: 7,
  fontFamily: "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif",
  fontFamilyMonospace: "ui-monospace, 'SF Mono', Menlo, Consolas, monospace",
  headings: { fontWeight: "650" },
  defaultRadius: "md",
  cursorType: "pointer",
  respectReducedMotion: true,
  components: {
    // Their way of locking the scroll writes a <style> element; base.css does it without one.
    Modal: { defaultProps: { lockScroll: false } },
    Drawer: { defaultProps: { lockScroll: false } },
    Menu: { defaultProps: { shadow: "md", radius: "md" } },
    Notification: { defaultProps: { closeButtonProps: { "aria-label": "Close" } } },
    Tooltip: { defaultProps: { withArrow: true, events: { hover: true, focus: true, touch: true } } },
  },
});
