// What a platform does before it calls a webhook: sign the very bytes it sends.
import { createHmac, randomBytes } from "node:crypto";
import { Webhook } from "standardwebhooks";

/** Headers of a Meta delivery: `X-Hub-Signature-256` is the HMAC of the body with the app's secret. */
export function metaHeaders(body, secret) {
  const signature = createHmac("sha256", secret).update(body).digest("hex");
  return { "content-type": "application/json", "x-hub-signature-256": `sha256=${signature}` };
}

/** Headers of a Standard Webhooks message, made by the reference library. `secret` is `whsec_` and base64. */
export function standardHeaders(body, secret, { id = `msg_${randomBytes(8).toString("hex")}`, at = new Date() } = {}) {
  return {
    "content-type": "application/json",
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
    "webhook-signature": new Webhook(secret).sign(id, at, body),
  };
}
