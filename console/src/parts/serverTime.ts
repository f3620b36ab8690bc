/** The API's present. In production that is ours; the local stack's clock runs ahead, so that its demo works at night.
 *
 * Whatever the API says has happened lies in its past, so a moment later than our present shows by how much it is ahead.
 */
const TOLERANCE = 120_000;
let ahead = 0;

export function noteMoment(at: string | null | undefined): void {
  if (at) ahead = Math.max(ahead, Date.parse(at) - Date.now());
}

export const serverNow = () => new Date(Date.now() + (ahead > TOLERANCE ? ahead : 0));

export function forgetMoments(): void {
  ahead = 0;
}
