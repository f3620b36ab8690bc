// First steps with the generated types and openapi-fetch: `node built/first_steps.js <address> <access token> <organization id>`.
import { randomUUID } from "node:crypto";
import createClient from "openapi-fetch";
import type { paths } from "./schema.js";

const [baseUrl = "", token = "", organization_id = ""] = process.argv.slice(2);
const client = createClient<paths>({ baseUrl, headers: { authorization: `Bearer ${token}` } });
const one = "/v1/organizations/{organization_id}/campaigns/{campaign_id}";
const all = "/v1/organizations/{organization_id}/campaigns";

/** The answer, or the problem in its own words as an error. */
function must<T>(answer: { data?: T; error?: { detail: string } }): T {
  if (answer.data === undefined) throw new Error(answer.error?.detail ?? "no answer");
  return answer.data;
}

const home = "/v1/organizations/{organization_id}";
const organization = must(await client.GET(home, { params: { path: { organization_id } } }));
console.log(`You are ${organization.role} of ${organization.name}.`);

const made = must(
  await client.POST(all, {
    params: { path: { organization_id }, header: { "Idempotency-Key": randomUUID() } },
    body: { name: "From TypeScript", text: "Hi {first_name}!", sender_choice: "GROUNDSWELL" },
  }),
);
const path = { organization_id, campaign_id: made.campaign_id };
const header = { "if-match": `"${made.version}"` };
const renamed = must(await client.PATCH(one, { params: { path, header }, body: { name: "Renamed" } }));
console.log(`${made.name} is now ${renamed.name}, version ${renamed.version}.`);

const late = await client.PATCH(one, { params: { path, header }, body: { name: "Late" } });
if (!late.error) throw new Error("The late change was not refused.");
console.log(`${late.error.status}: ${late.error.detail}`);

const wrong = await client.PATCH(one, { params: { path }, body: { name: "" } });
const first = wrong.error?.errors[0];
if (!first) throw new Error("The empty name was not refused.");
console.log(`${first.field}: ${first.problem} ${first.remedy}`);

const page = must(await client.GET(all, { params: { path: { organization_id }, query: { limit: 1 } } }));
console.log(`The newest campaign is ${page.items[0]?.name} (${page.items[0]?.state}).`);
