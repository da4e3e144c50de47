import { Refusal } from "../../refusal";

const titles: Record<number, string> = { 400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found" };

/** A refusal in the form of IAM. */
export function iamRefusal(code: number, message: string): Refusal {
  return new Refusal(code, { error: { code, message, title: titles[code] ?? "Error" } });
}

/** 400 for a body IAM cannot read. */
export function malformed(reason: string): Refusal {
  return iamRefusal(400, `The request body is invalid: ${reason}`);
}
