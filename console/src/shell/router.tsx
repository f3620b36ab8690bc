/** Every page and its address. A page's code is loaded when somebody goes there. */
import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet } from "@tanstack/react-router";
import type { Role, SendState } from "../api/shapes";
import { SignInPage } from "../pages/signIn/SignInPage";
import { BrokenPage, NotFound } from "./Lost";
import { Home } from "./Home";
import { Shell } from "./Shell";
import { SignedIn } from "./SignedIn";

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound, errorComponent: BrokenPage });

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  validateSearch: (search): { from?: string } => (typeof search.from === "string" ? { from: search.from } : {}),
  component: function SignIn() {
    return <SignInPage from={signIn.useSearch().from} />;
  },
});

const signedIn = createRoute({ getParentRoute: () => root, id: "signed-in", component: SignedIn });
const home = createRoute({ getParentRoute: () => signedIn, path: "/", component: Home });

const organization = createRoute({
  getParentRoute: () => signedIn,
  path: "/organizations/$organizationId",
  component: function InOrganization() {
    return <Shell organizationId={organization.useParams().organizationId} />;
  },
});

const today = createRoute({
  getParentRoute: () => organization,
  path: "/today",
  component: lazyRouteComponent(() => import("../pages/today/TodayPage"), "TodayPage"),
});

export interface CampaignsSearch {
  find?: string;
  state?: string;
}

const campaigns = createRoute({
  getParentRoute: () => organization,
  path: "/campaigns",
  staticData: { role: "ADMIN" },
  validateSearch: (search): CampaignsSearch => texts(search, ["find", "state"]),
  component: lazyRouteComponent(() => import("../pages/campaigns/CampaignsPage"), "CampaignsPage"),
});

export interface RunSearch {
  blast?: string;
  state?: SendState;
}

const run = createRoute({
  getParentRoute: () => organization,
  path: "/campaigns/$campaignId/run",
  staticData: { role: "ADMIN" },
  validateSearch: (search): RunSearch => texts(search, ["blast", "state"]),
  component: lazyRouteComponent(() => import("../pages/run/RunPage"), "RunPage"),
});

export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    signedIn.addChildren([home, organization.addChildren([today, campaigns, run])]),
  ]),
  defaultPreload: "intent",
  scrollRestoration: true,
  defaultNotFoundComponent: NotFound,
  defaultErrorComponent: BrokenPage,
});

declare module "@tanstack/react-router" {
  interface StaticDataRouteOption {
    /** The least role that may see the page; without it every member may. */
    role?: Role;
  }
  interface Register {
    router: typeof router;
  }
}

/** Of an address's search only the named ones, only if they are texts. */
function texts(search: Record<string, unknown>, names: readonly string[]): Record<string, string> {
  const found = names.map((name) => [name, search[name]] as const);
  return Object.fromEntries(found.filter((pair): pair is [string, string] => typeof pair[1] === "string" && pair[1] !== ""));
}
