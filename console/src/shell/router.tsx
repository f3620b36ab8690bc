/** Every page and its address. A page's code is loaded when somebody goes there. */
import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet } from "@tanstack/react-router";
import type { Role } from "../api/shapes";
import { SignInPage } from "../pages/signIn/SignInPage";
import type { BuilderSearch, CampaignsSearch, FindSearch, InboxSearch, NumbersSearch, OperationsSearch, RunSearch, SettingsSearch } from "./addresses";
import { connected } from "./connected";
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
  component: lazyRouteComponent(connected(() => import("../pages/today/TodayPage")), "TodayPage"),
});

const campaigns = createRoute({
  getParentRoute: () => organization,
  path: "/campaigns",
  staticData: { role: "ADMIN" },
  validateSearch: (search): CampaignsSearch => texts(search, ["find", "state"]),
  component: lazyRouteComponent(connected(() => import("../pages/campaigns/CampaignsPage")), "CampaignsPage"),
});

const run = createRoute({
  getParentRoute: () => organization,
  path: "/campaigns/$campaignId/run",
  staticData: { role: "ADMIN" },
  validateSearch: (search): RunSearch => texts(search, ["blast", "state", "reason"]),
  component: lazyRouteComponent(connected(() => import("../pages/run/RunPage")), "RunPage"),
});

const builder = createRoute({
  getParentRoute: () => organization,
  path: "/campaigns/$campaignId/build",
  staticData: { role: "ADMIN" },
  validateSearch: (search): BuilderSearch => texts(search, ["step"]),
  component: lazyRouteComponent(connected(() => import("../pages/builder/BuilderPage")), "BuilderPage"),
});

const inbox = createRoute({
  getParentRoute: () => organization,
  path: "/inbox",
  validateSearch: (search): InboxSearch => texts(search, ["show", "phone"]),
  component: lazyRouteComponent(connected(() => import("../pages/inbox/InboxPage")), "InboxPage"),
});

export interface ContactsSearch extends FindSearch {
  /** Whose contacts are listed. */
  campaign?: string;
}

const contacts = createRoute({
  getParentRoute: () => organization,
  path: "/contacts",
  staticData: { role: "ADMIN" },
  validateSearch: (search): ContactsSearch => texts(search, ["find", "campaign"]),
  component: lazyRouteComponent(connected(() => import("../pages/contacts/ContactsPage")), "ContactsPage"),
});

const person = createRoute({
  getParentRoute: () => organization,
  path: "/contacts/$phone",
  staticData: { role: "ADMIN" },
  component: lazyRouteComponent(connected(() => import("../pages/person/PersonPage")), "PersonPage"),
});

const optOuts = createRoute({
  getParentRoute: () => organization,
  path: "/opt-outs",
  validateSearch: (search): FindSearch => texts(search, ["find"]),
  component: lazyRouteComponent(connected(() => import("../pages/optOuts/OptOutsPage")), "OptOutsPage"),
});

const numbers = createRoute({
  getParentRoute: () => organization,
  path: "/numbers",
  staticData: { role: "ADMIN" },
  validateSearch: (search): NumbersSearch => texts(search, ["area", "state"]),
  component: lazyRouteComponent(connected(() => import("../pages/numbers/NumbersPage")), "NumbersPage"),
});

const operations = createRoute({
  getParentRoute: () => organization,
  path: "/operations",
  staticData: { role: "ADMIN" },
  validateSearch: (search): OperationsSearch => texts(search, ["view", "kind", "state"]),
  component: lazyRouteComponent(connected(() => import("../pages/operations/OperationsPage")), "OperationsPage"),
});

const settings = createRoute({
  getParentRoute: () => organization,
  path: "/settings",
  staticData: { role: "ADMIN" },
  validateSearch: (search): SettingsSearch => texts(search, ["section", "person", "operation", "state"]),
  component: lazyRouteComponent(connected(() => import("../pages/settings/SettingsPage")), "SettingsPage"),
});

const account = createRoute({
  getParentRoute: () => organization,
  path: "/account",
  component: lazyRouteComponent(connected(() => import("../pages/account/AccountPage")), "AccountPage"),
});

export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    signedIn.addChildren([home, organization.addChildren([today, campaigns, run, builder, inbox, contacts, person, optOuts, numbers, operations, settings, account])]),
  ]),
  // All of it is plain text: a find of 212 stays text, and its address reads ?find=212.
  parseSearch: (search) => Object.fromEntries(new URLSearchParams(search)),
  stringifySearch: (search) => {
    const given = Object.entries(search).filter((pair): pair is [string, string] => typeof pair[1] === "string");
    return given.length > 0 ? `?${new URLSearchParams(given)}` : "";
  },
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
