/** What several sections of the settings ask for. */
import { queryOptions } from "@tanstack/react-query";
import { api, ask } from "../../api/client";
import { everyPage } from "../../api/everyPage";
import type { components } from "../../api/schema.gen";

type Schemas = components["schemas"];
export type Vendor = Schemas["VendorShape"];
export type Invitation = Schemas["InvitationShape"];
export type ApiKey = Schemas["ClientShape"];
export type NewKey = Schemas["NewSecretShape"];
export type Entry = Schemas["AuditShape"];

const MOST = 200;

export const settingsKeys = {
  vendors: (organizationId: string) => [organizationId, "vendors"] as const,
  apiKeys: (organizationId: string) => [organizationId, "api-keys"] as const,
  history: (organizationId: string) => [organizationId, "history"] as const,
};

export const vendorQuery = (organizationId: string, name: string) =>
  queryOptions({
    queryKey: [...settingsKeys.vendors(organizationId), name],
    queryFn: () => {
      const params = { path: { organization_id: organizationId, name } };
      return ask(api.GET("/v1/organizations/{organization_id}/service-vendors/{name}", { params }));
    },
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

/** The version that was seen, as the API's If-Match wants it. */
export const ifMatch = (version: number) => ({ "if-match": `"${version}"` });
