/** A campaign's uploaded file whose contacts are not loaded yet, with what was said of its columns: there again when one comes back. */
import { skipToken, useQuery, useQueryClient } from "@tanstack/react-query";
import { useOrganization } from "../../session/useOrganization";
import type { Mapping } from "./mapping";
import type { Uploaded } from "./useUpload";

export interface Checking {
  uploaded: Uploaded;
  mapping: Mapping;
}

/** It lives with what was loaded, so that who signs in next does not find it. */
export function useChecking(campaignId: string): { checking: Checking | null; check: (checking: Checking | null) => void } {
  const { organizationId } = useOrganization();
  const queries = useQueryClient();
  const queryKey = ["checking", organizationId, campaignId];
  const { data } = useQuery<Checking | null>({ queryKey, queryFn: skipToken, initialData: null, staleTime: Number.POSITIVE_INFINITY, gcTime: Number.POSITIVE_INFINITY });
  return { checking: data ?? null, check: (checking) => queries.setQueryData<Checking | null>(queryKey, checking) };
}
