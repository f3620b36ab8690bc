/** How the console is built: plain files with hashed names, no inline script or style, compressed beforehand. */
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { compress } from "./build/compress.ts";
import { themeVariables } from "./build/themeVariables.ts";

const API = `http://127.0.0.1:${process.env.PORT ?? "8787"}`;

export default defineConfig({
  plugins: [react(), themeVariables(), compress()],
  build: {
    outDir: "../functions/console/static",
    emptyOutDir: true,
    target: "es2023",
    // light-dark() stays as it is: its substitute does not know Mantine's way of naming the scheme
    cssTarget: ["chrome123", "firefox121", "safari17.5"],
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    cssCodeSplit: true,
    reportCompressedSize: false,
  },
  server: { proxy: { "/v1": API } },
  test: {
    // what is tested here are plain functions; pages are tested in a browser
    environment: "node",
    include: ["src/**/*.test.{ts,tsx}"],
    isolate: false,
    pool: "threads",
    maxWorkers: 1,
  },
});
