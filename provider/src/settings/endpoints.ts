import { z } from "zod";
import type { ConfigSource } from "./configSource";
import type { Environment } from "./environment";
import { baseUrl } from "./baseUrl";
import { findPlain, placesOf } from "./plainSettings";
import type { Found } from "./plainSettings";
import type { Endpoints, ServiceKey } from "./settings";
import { SettingsError } from "./settingsError";
import { refuseOtherCloud, refuseOtherIam } from "./unhonoured";

const services: readonly ServiceKey[] = ["iam", "kms", "ecs", "dms"];

/**
 * Base URL of each service: its entry in `endpoints`, else `endpoint`, else Huawei Cloud's own address for the region.
 * @throws SettingsError for text that is no usable base URL, or a Huawei Cloud address of another region
 */
export function findEndpoints(region: string, source: ConfigSource, environment: Environment): Endpoints {
  const shared = findPlain("endpoint", source, environment);
  const single = findPlain("endpoints", source, environment);
  const own = single === undefined ? {} : parseEndpoints(single, source);
  const resolve = (service: ServiceKey): string => {
    const value = own[service];
    if (value !== undefined && single !== undefined) {
      return checked(service, region, { key: "endpoints", value, origin: `${service} of ${single.origin}` });
    }
    if (shared !== undefined) {
      return checked(service, region, { key: "endpoint", ...shared });
    }
    refuseOtherCloud(source, environment);
    if (service === "iam") {
      refuseOtherIam(source, environment);
    }
    return `https://${service}.${region}.${cloudOf(region)}`;
  };
  return { iam: resolve("iam"), kms: resolve("kms"), ecs: resolve("ecs"), dms: resolve("dms") };
}

function checked(service: ServiceKey, region: string, found: Found & { key: string }): string {
  const url = baseUrl(found);
  const host = new URL(url).hostname;
  const named = /^[a-z]+\.([a-z0-9-]+)\.myhuaweicloud\.(?:com|eu)$/.exec(host)?.[1];
  if (named !== undefined && named !== region && service !== "iam") {
    throw new SettingsError({
      key: found.key,
      sentence: `${found.origin} is an address of another region than the setting region names: set both to the same one.`,
    });
  }
  return url;
}

function parseEndpoints(found: Found, source: ConfigSource): Partial<Record<ServiceKey, string>> {
  const parsed = z.record(z.string(), z.string().nullable()).safeParse(parseJson(found.value));
  if (!parsed.success) {
    throw new SettingsError({
      key: "endpoints",
      sentence: `${found.origin} is not an object of addresses by service, such as {"kms": "https://..."}.`,
      looked: placesOf("endpoints", source),
    });
  }
  // A program of another language writes what it leaves out as null.
  const given = Object.entries(parsed.data).flatMap(([key, value]): [string, string][] =>
    value === null ? [] : [[key, value.trim()]],
  );
  const unknown = given.map(([key]) => key).filter((key) => !services.some((service) => service === key));
  if (unknown.length > 0 && !found.origin.startsWith("huaweicloud:")) {
    throw new SettingsError({
      key: "endpoints",
      sentence: `${found.origin} names something else than services; the services are ${services.join(", ")}.`,
    });
  }
  return Object.fromEntries(given.filter(([, value]) => value !== ""));
}

function cloudOf(region: string): string {
  return region === "eu-west-101" ? "myhuaweicloud.eu" : "myhuaweicloud.com";
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
