import { Refusal } from '@luodi/core/base';
import type { CliRefusalCode } from '@luodi/core/message';
import type { Who } from '../../scope/who.ts';
import { type CoordinatorPost, coordinatorPosts } from '../../store/programme/coordinators.ts';
import type { ProgrammeView } from '../../views/programme/programme.ts';
import type { Ground } from '../context.ts';
import { type Opening, openGround } from '../ground.ts';
import { endingInOrder } from '../in-order.ts';
import { dayAt } from '../people/today.ts';
import type { Document } from './compiled.ts';
import { openFrom } from './import.ts';

/** For which post a document is imported by command. */
export interface ImportingFor {
  /** Id or full name. */
  readonly unit?: string;
  readonly post?: string;
  readonly title?: string;
}

/**
 * Imports a document on the machine of the installation. The programme belongs to a coordinator post; the journal names
 * no person, for none signed in, and says that it was done by command.
 * @throws {Refusal} `store/…`, `cli/import-…`, `file/…`, `programme/not-a-plan`
 */
export async function importOnMachine(
  config: Parameters<typeof openGround>[0],
  note: Opening['note'],
  document: Document,
  importing: ImportingFor,
): Promise<ProgrammeView> {
  const { ground, close } = await openGround(config, { as: 'guest', changed: () => undefined, note });
  return endingInOrder(close, () => importHere(ground, document, importing));
}

/** The same on a ground that is open. */
export async function importHere(
  ground: Ground,
  document: Document,
  { unit, post, title }: ImportingFor,
): Promise<ProgrammeView> {
  const posts = await coordinatorPosts(ground.database.query, dayAt(ground.now()), unit);
  const [found, ...others] = posts.filter((one) => post === undefined || one.post === post);
  if (!found) throw new Refusal<CliRefusalCode>('cli/import-no-post', { unit: unit ?? '—' });
  if (others.length > 0)
    throw new Refusal<CliRefusalCode>('cli/import-several-posts', { posts: named([found, ...others]) });
  const asking = { who: null, request: null, address: null, once: null };
  const opening = { asking, who: holding(found), facts: { by: 'command', post: found.post } };
  return (await openFrom(ground, opening, document, title)).answer;
}

/** What the post may see and do; nobody in person. */
function holding({ post, unit, region, functionKey }: CoordinatorPost): Who {
  return {
    ...{ person: '-', post, unit, region, functionKey },
    ...{ roles: ['coordinator'], onBehalfOf: null, allows: null },
  };
}

const SHOWN = 10;

function named(posts: readonly CoordinatorPost[]): string {
  const shown = posts.slice(0, SHOWN).map(({ post, unitName, title }) => `${post}（${unitName} ${title}）`);
  return [...shown, ...(posts.length > SHOWN ? ['…'] : [])].join('；');
}
