import http from "node:http";
import https from "node:https";

/** Free connections are closed after this, so that an idle process holds none. */
const idleMs = 4000;

const options = { keepAlive: true, timeout: idleMs, maxSockets: 100, maxFreeSockets: 16 };
const cleartext = new http.Agent(options);
const encrypted = new https.Agent(options);
let proxied: Promise<http.Agent> | undefined;

/**
 * The agent for a URL: one set of kept-alive connections per process, through the proxy that HTTPS_PROXY, HTTP_PROXY and
 * NO_PROXY ask for. Loopback addresses are never proxied.
 */
export async function agentFor(url: URL): Promise<http.Agent> {
  if (/^(?:localhost|\[::1\]|127\.[\d.]+)$/.test(url.hostname)) {
    return url.protocol === "https:" ? encrypted : cleartext;
  }
  proxied ??= loadProxied();
  return proxied;
}

async function loadProxied(): Promise<http.Agent> {
  const { ProxyAgent } = await import("proxy-agent");
  return new ProxyAgent({ ...options, httpAgent: cleartext, httpsAgent: encrypted });
}
