/** A moment as IAM writes it, with microseconds. */
export function iamTime(wall: number): string {
  return new Date(wall).toISOString().replace("Z", "000Z");
}
