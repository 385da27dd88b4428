import type { Ground } from '../acts/context.ts';
import { appOf } from './app.ts';

/** docs/reference/openapi.json: what the door offers. Nothing of a ground is used to describe it. */
export async function openApiPage(): Promise<string> {
  const app = await appOf({ newId: () => '' } as unknown as Ground);
  try {
    return `${JSON.stringify(app.swagger(), null, 2)}\n`;
  } finally {
    await app.close();
  }
}
