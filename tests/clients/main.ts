// What a client made from our description does: a token, a search, an order, the feed of events.
import createClient from "openapi-fetch";
import type { components, paths } from "./schema";

declare const process: { env: Record<string, string> };

const settings = process.env;
const order: components["schemas"]["orders.OrderPlaced"] = JSON.parse(settings.ORDER);
const baseUrl = settings.SERVER;
type Json = `application/${string}json`;

async function signedIn(name: string) {
  const { data, error } = await createClient<paths, Json>({ baseUrl }).POST("/oauth/token", {
    body: {
      grant_type: "client_credentials",
      client_id: settings[`${name}_ID`],
      client_secret: settings[`${name}_SECRET`],
    },
    headers: { "Content-Type": "application/x-www-form-urlencoded" },
    bodySerializer: (form) => new URLSearchParams(form as Record<string, string>),
  });
  if (error) throw new Error(JSON.stringify(error));
  return createClient<paths, Json>({ baseUrl, headers: { Authorization: `Bearer ${data.access_token}` } });
}

const body = await signedIn("CLIENT");
const vendor = await signedIn("VENDOR_CLIENT");
const found = await body.GET("/api/v1/profiles", { params: { query: { q: settings.SERVICE, limit: 3 } } });
const placed = await body.POST("/api/v1/orders", {
  params: { header: { "Idempotency-Key": crypto.randomUUID() } },
  body: order,
});
const told = await vendor.GET("/api/v1/events", { params: { query: { limit: 1 } } });
if (placed.error) throw new Error(placed.error.detail);
// @ts-expect-error: a name the description does not have is found
void placed.data.stat;
console.log(JSON.stringify({
  statuses: [found, placed, told].map((one) => one.response.status),
  services: found.data?.items?.map((one) => one.id),
  order: placed.data.id,
  state: placed.data.state,
}));
