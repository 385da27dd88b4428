import type { Ground } from '../acts/context.ts';
import { appOf } from './app.ts';
import { RESOURCES } from './resources.ts';
import type { Resource } from './route.ts';

/** Stands where a ground is expected, and is asked for nothing: routes are declared, and none is called. */
const NOTHING: Ground = new Proxy(() => NOTHING, {
  get: (_, name) => (name === 'then' ? undefined : NOTHING),
}) as unknown as Ground;

/** docs/reference/openapi.json: what the door offers. */
export async function openApiPage(resources: readonly Resource[] = RESOURCES): Promise<string> {
  const app = await appOf(NOTHING, { resources });
  try {
    return `${JSON.stringify(app.swagger(), null, 2)}\n`;
  } finally {
    await app.close();
  }
}
