import type { Ground } from '../acts/context.ts';
import { appOf } from './app.ts';
import { RESOURCES } from './resources.ts';
import type { Resource } from './route.ts';

/** docs/reference/openapi.json: what the door offers. Nothing of a ground is used to describe it. */
export async function openApiPage(resources: readonly Resource[] = RESOURCES): Promise<string> {
  const app = await appOf({ newId: () => '' } as unknown as Ground, { resources });
  try {
    return `${JSON.stringify(app.swagger(), null, 2)}\n`;
  } finally {
    await app.close();
  }
}
