/** A time zone's name as people say it. */

/** "America/New_York" is Eastern Time; of a zone that the browser does not know, its city. */
export function zoneInWords(zone: string): string {
  try {
    const parts = new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "longGeneric" }).formatToParts();
    return parts.find((part) => part.type === "timeZoneName")?.value ?? zone;
  } catch {
    return zone.split("/").pop()?.replaceAll("_", " ") ?? zone;
  }
}

/** Several where nobody knows which of them it is. */
export const zonesInWords = (zones: readonly string[]) => [...new Set(zones.map(zoneInWords))].join(" or ");
