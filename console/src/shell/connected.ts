/** What loads a page's code goes in; it comes out waiting, while there is no connection, until one works again.
 *
 * Without that the page would be taken for broken, or for a reason to load everything anew.
 */
const BREATH = 500;

export const connected =
  <T>(load: () => Promise<T>) =>
  async () => {
    if (!navigator.onLine) await connection();
    return load();
  };

/** A browser says that it is online a little before anything can be reached. */
async function connection(): Promise<void> {
  await new Promise((goOn) => addEventListener("online", goOn, { once: true }));
  while (!(await isReached())) await new Promise((goOn) => setTimeout(goOn, BREATH));
}

const isReached = () =>
  fetch("/", { cache: "no-store" }).then(
    (answer) => answer.ok,
    () => false,
  );
