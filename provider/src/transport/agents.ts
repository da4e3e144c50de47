import http from "node:http";
import https from "node:https";

/** Free connections are closed after this, so that an idle process holds none. */
const idleMs = 4000;

const options = { keepAlive: true, timeout: idleMs, maxSockets: 100, maxFreeSockets: 16 };

/** One set of kept-alive connections, through the proxy that HTTPS_PROXY, HTTP_PROXY and NO_PROXY ask for. */
export class Agents {
  readonly #cleartext = new http.Agent(options);
  readonly #encrypted = new https.Agent(options);
  #proxied: Promise<http.Agent> | undefined;

  /** The agent for a URL. Loopback addresses are never proxied. */
  async for(url: URL): Promise<http.Agent> {
    if (/^(?:localhost|\[::1\]|127\.[\d.]+)$/.test(url.hostname)) {
      return url.protocol === "https:" ? this.#encrypted : this.#cleartext;
    }
    this.#proxied ??= this.#loadProxied();
    return this.#proxied;
  }

  async #loadProxied(): Promise<http.Agent> {
    const { ProxyAgent } = await import("proxy-agent");
    return new ProxyAgent({ ...options, httpAgent: this.#cleartext, httpsAgent: this.#encrypted });
  }
}
