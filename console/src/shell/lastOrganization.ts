/** Where the person was last, so that the next visit begins there. */
const KEY = "groundswell-organization";

export function lastOrganization(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

export function rememberOrganization(organizationId: string): void {
  try {
    localStorage.setItem(KEY, organizationId);
  } catch {
    // then the next visit begins at the first one
  }
}
