export { type Posted, postJson, readWebhookUrl } from "./post";
export { makeSigningSecret, signatureHeaders } from "./sign";
