/** Control characters and marks of writing direction: in a name they steer the terminal that shows it. */
const STEERING = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

export function hasSteering(name: string): boolean {
  return name.search(STEERING) >= 0;
}

/** The name as it may be shown anywhere. */
export function withoutSteering(name: string, most: number): string {
  return name.replace(STEERING, '\ufffd').slice(0, most);
}
