/** The console begins: a session that still lasts goes on, then the page that the address names is shown. */
import { Notifications } from "@mantine/notifications";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import "./look/mantine";
import { makeQueryClient } from "./api/queryClient";
import { Look } from "./look/Look";
import { Boundary } from "./parts/Boundary";
import { resume } from "./session/session";
import { router } from "./shell/router";

const root = document.getElementById("root");
if (!root) throw new Error("The page has no place for the console.");

void resume();
createRoot(root).render(
  <StrictMode>
    <Look>
      <QueryClientProvider client={makeQueryClient()}>
        <Notifications position="bottom-right" />
        <Boundary>
          <RouterProvider router={router} />
        </Boundary>
      </QueryClientProvider>
    </Look>
  </StrictMode>,
);
