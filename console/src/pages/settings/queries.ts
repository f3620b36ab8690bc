/** What several sections of the settings ask for. */
import { queryOptions } from "@tanstack/react-query";
import { api, ask } from "../../api/client";
import type { components } from "../../api/schema.gen";

type Schemas = components["schemas"];
export type Settings = Schemas["SettingsShape"];
export type Vendor = Schemas["VendorShape"];
export type Member = Schemas["MemberShape"];
export type Invitation = Schemas["InvitationShape"];
export type ApiKey = Schemas["ClientShape"];
export type NewKey = Schemas["NewSecretShape"];
export type Entry = Schemas["AuditShape"];

const MOST = 200;

export const settingsKeys = {
  settings: (organizationId: string) => [organizationId, "settings"] as const,
  vendors: (organizationId: string) => [organizationId, "vendors"] as const,
  members: (organizationId: string) => [organizationId, "members"] as const,
  apiKeys: (organizationId: string) => [organizationId, "api-keys"] as const,
  history: (organizationId: string) => [organizationId, "history"] as const,
};

export const settingsQuery = (organizationId: string) =>
  queryOptions({
    queryKey: settingsKeys.settings(organizationId),
    queryFn: () => ask(api.GET("/v1/organizations/{organization_id}/settings", { params: { path: { organization_id: organizationId } } })),
  });

export const vendorQuery = (organizationId: string, name: string) =>
  queryOptions({
    queryKey: [...settingsKeys.vendors(organizationId), name],
    queryFn: () => {
      const params = { path: { organization_id: organizationId, name } };
      return ask(api.GET("/v1/organizations/{organization_id}/service-vendors/{name}", { params }));
    },
  });

/** Everybody at once: few organizations have more people, and names are wanted in other places too. */
export const membersQuery = (organizationId: string) =>
  queryOptions({
    queryKey: settingsKeys.members(organizationId),
    queryFn: () =>
      everyPage((cursor) => {
        const params = { path: { organization_id: organizationId }, query: { limit: MOST, ...(cursor ? { cursor } : {}) } };
        return ask(api.GET("/v1/organizations/{organization_id}/members", { params }));
      }),
  });

export const apiKeysQuery = (organizationId: string) =>
  queryOptions({
    queryKey: settingsKeys.apiKeys(organizationId),
    queryFn: () =>
      everyPage((cursor) => {
        const params = { path: { organization_id: organizationId }, query: { limit: MOST, ...(cursor ? { cursor } : {}) } };
        return ask(api.GET("/v1/organizations/{organization_id}/clients", { params }));
      }),
  });

const PAGES = 10;

async function everyPage<T>(page: (cursor: string | undefined) => Promise<{ items: T[]; next_cursor: string | null }>): Promise<T[]> {
  const found: T[] = [];
  let cursor: string | undefined;
  for (let looks = 0; looks < PAGES; looks += 1) {
    const one = await page(cursor);
    found.push(...one.items);
    if (!one.next_cursor) break;
    cursor = one.next_cursor;
  }
  return found;
}

/** The version that was seen, as the API's If-Match wants it. */
export const ifMatch = (version: number) => ({ "if-match": `"${version}"` });
